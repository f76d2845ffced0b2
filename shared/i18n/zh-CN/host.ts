import type { host as english } from '../en/host.ts'
import type { SameKeys } from '../same-keys.ts'

// 文件无法打开或写入时的提示：一句话说明原因，能补救的给出做法。
export const host: SameKeys<typeof english> = {
  refused: {
    folder: '“{{name}}”是文件夹，请打开其中的文件。',
    notRegular: '“{{name}}”不是普通文件（而是设备、管道或套接字），请先把抓包保存成文件。',
    missing: '找不到“{{name}}”，它可能已被移动或改名。',
    notPermitted: '没有权限访问“{{name}}”。请检查文件权限；tcpdump 写出的文件往往属于 root。',
    writeNotPermitted: '没有在该处写入“{{name}}”的权限，原文件保持不变。请另选文件夹。',
    folderGone: '“{{name}}”所在的文件夹已不存在，请另选一个。',
    inUse: '“{{name}}”正被其他程序独占，请在那里关闭后重试。',
    tooManyOpen: '打开的文件过多，无法再打开“{{name}}”。请先关闭一些文件。',
    diskFull: '磁盘已满：“{{name}}”没有写入，原文件保持不变。',
    readOnly: '“{{name}}”所在的磁盘是只读的，请换一个文件夹。',
    nameTooLong: '文件名“{{name}}”对该磁盘来说太长，请换一个短些的名字。',
    device: '读写“{{name}}”时磁盘报告了错误。',
    other: '无法使用“{{name}}”（{{code}}）。',
    unknownEnding: '“{{name}}”的扩展名不像抓包文件或计数器文本。如果确实是，请用“文件 → 打开”打开它。',
    openCapture: '“{{name}}”正作为分析来源打开，绝不会被覆盖。请换一个文件名。',
    declined: '“{{name}}”位于其他主机上，没有打开。',
    gone: '该文件在本次会话中已不再打开，请重新打开。',
    noSuchSample: '没有名为“{{name}}”的示例。',
    pdf: '无法生成 PDF。',
  },
  start: {
    usage:
      '用法：npm start [-- [文件…] [--sample] [--browser] [--no-open] [--no-sandbox]]\n' +
      '  文件          要打开的抓包文件、计数器文本或已保存的工作\n' +
      '  --sample      打开自带的示例\n' +
      '  --browser     不启动 Electron，改在浏览器中打开\n' +
      '  --no-open     只打印地址，不打开浏览器\n' +
      '  --no-sandbox  不使用系统沙箱运行 Electron（不建议）',
    unknownOption: '没有选项 {{option}}。',
    fetching: '正在下载 Electron（约 120 MB，仅此一次）…',
    missing: '本机没有 Electron，也无法下载，因此改为在本机浏览器中提供同样的窗口。',
    root: 'Electron 不能以 root 身份在沙箱中运行，因此改为在本机浏览器中提供同样的窗口。',
    noDisplay: '没有可以显示窗口的屏幕，因此改为在本机浏览器中提供同样的窗口。',
    notStarted: {
      sandbox: 'Electron 无法启动沙箱（可能禁用了用户命名空间），因此改为在本机浏览器中提供同样的窗口。',
      libraries:
        'Electron 缺少系统库（Debian 上请执行 apt install libnss3 libgtk-3-0 libgbm1 libasound2），因此改为在本机浏览器中提供同样的窗口。',
      display: 'Electron 无法打开显示，因此改为在本机浏览器中提供同样的窗口。',
      other: 'Electron 无法启动（设置 SYNSCOPE_DEBUG=1 可查看其输出），因此改为在本机浏览器中提供同样的窗口。',
    },
    serving: 'SynScope 的地址如下，按 Ctrl-C 结束：',
  },
}
