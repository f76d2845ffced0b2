// Port numbers of the service names that tcpdump prints without -n: the TCP entries of Debian's /etc/services that
// listeners are likely to have. A name that is not here leaves the port unknown, and the packet is counted as such.
const NAMES =
  'tcpmux 1,echo 7,discard 9,systat 11,daytime 13,netstat 15,qotd 17,chargen 19,ftp-data 20,ftp 21,ssh 22,telnet 23,smtp 25,' +
  'time 37,whois 43,tacacs 49,domain 53,gopher 70,finger 79,http 80,kerberos 88,iso-tsap 102,acr-nema 104,pop3 110,sunrpc 111,' +
  'auth 113,nntp 119,ntp 123,epmap 135,netbios-ns 137,netbios-dgm 138,netbios-ssn 139,imap2 143,snmp 161,snmp-trap 162,' +
  'cmip-man 163,cmip-agent 164,bgp 179,smux 199,qmtp 209,z3950 210,ipx 213,ptp-event 319,rpc2portmap 369,codaauth2 370,' +
  'clearcase 371,ldap 389,svrloc 427,https 443,snpp 444,microsoft-ds 445,kpasswd 464,submissions 465,saft 487,rtsp 554,' +
  'nqs 607,asf-rmcp 623,ipp 631,ldp 646,ldaps 636,silc 706,kerberos-adm 749,domain-s 853,rsync 873,ftps-data 989,ftps 990,' +
  'telnets 992,imaps 993,pop3s 995,socks 1080,proofd 1093,rmiregistry 1099,openvpn 1194,rmtcfg 1236,ms-sql-s 1433,' +
  'ms-sql-m 1434,ingreslock 1524,datametrics 1645,cisco-net-mgmt 1741,kermit 1649,groupwise 1677,l2f 1701,radius 1812,' +
  'radius-acct 1813,cisco-sccp 2000,nfs 2049,gnunet 2086,rtcm-sc104 2101,gsigatekeeper 2119,gris 2135,cvspserver 2401,' +
  'venus 2430,venus-se 2431,mon 2583,zebra 2601,dict 2628,f5-globalsite 2792,gsiftp 2811,gpsd 2947,gds-db 3050,icpv2 3130,' +
  'isns 3205,iscsi-target 3260,mysql 3306,ms-wbt-server 3389,nut 3493,distcc 3632,daap 3689,svn 3690,suucp 4031,sysrqd 4094,' +
  'sieve 4190,f5-iquery 4353,epmd 4369,remctl 4373,fax 4557,hylafax 4559,ntske 4460,iax 4569,distmp3 4600,mtn 4691,' +
  'munin 4949,enbd-cstatd 5051,sip 5060,sip-tls 5061,xmpp-client 5222,xmpp-server 5269,cfengine 5308,postgresql 5432,' +
  'freeciv 5556,amqps 5671,amqp 5672,x11 6000,gnutella-svc 6346,gnutella-rtr 6347,redis 6379,sge-qmaster 6444,' +
  'sge-execd 6445,mysql-proxy 6446,ircs-u 6697,ircd 6667,bbs 7000,afs3-fileserver 7000,afs3-callback 7001,' +
  'font-service 7100,http-alt 8080,us-cli 8082,puppet 8140,xtel 1313,xtelw 1314,mandelspawn 9359,zabbix-agent 10050,' +
  'zabbix-trapper 10051,amanda 10080,dicom 11112,hkp 11371,nbd 10809,db-lsp 17500,dcap 22125,gsidcap 22128,' +
  'wnn6 22273,rtmp 1935,pcsync-https 8443,websm 9090,jetdirect 9100,hbci 3000,irdmi 8000,commplex-main 5000,sunproxyadmin 8081,ddi-tcp-1 8888,cslistener 9000'

const PORTS: ReadonlyMap<string, number> = new Map(
  NAMES.split(',').map((entry) => {
    const [name = '', port = '0'] = entry.split(' ')
    return [name, Number(port)]
  }),
)

/** The number of a port printed as number or service name; null when the name is not known. */
export function portNumber(text: string): number | null {
  if (/^\d{1,5}$/.test(text)) {
    const port = Number(text)
    return port <= 65535 ? port : null
  }
  return PORTS.get(text) ?? null
}
