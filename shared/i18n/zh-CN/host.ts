import type { host as english } from '../en/host.ts'
import type { SameKeys } from '../same-keys.ts'

// 文件无法打开或写入时的提示：一句话说明原因，能补救的给出做法。
export const host: SameKeys<typeof english> = {
  refused: {
    folder: '“{{name}}”是文件夹，请打开其中的文件。',
    notRegular: '“{{name}}”不是普通文件（而是设备、管道或套接字），请先把抓包保存成文件。',
    missing: '找不到“{{name}}”，它可能已被移动或改名。',
    notPermitted: '没有权限访问“{{name}}”。请检查文件权限；tcpdump 写出的文件往往属于 root。',
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
}
