// Sentences about text printed by tcpdump. Same keys in every language.
export const tcpdump = {
  noTimes: 'The text has no times (tcpdump -t): packets keep their order, but no gaps can be shown.',
  noDate:
    'The text has times of day without a date; they are shown on 1970-01-01. Print with -tttt or -tt to have the date.',
  dateOfFile: 'The text has times of day without a date; the date of the file is used, and UTC as time zone.',
  elapsed: 'The text has elapsed times only (-ttt or -ttttt); they are shown from 1970-01-01 00:00.',
  zone: 'The text has local times without a time zone; they are taken as UTC.',
  cutLines: '{{count}} lines are longer than 64 KiB and were cut.',
  unread: '{{count}} lines are no packets; the first is line {{line}}: {{text}}',
  dropped: 'tcpdump reported {{count}} packets dropped by the kernel: the capture itself lost packets.',
  icmpGuessed:
    '{{count}} ICMP errors fit several SYNs of the same moment; the latest one was taken. tcpdump -v prints which it was.',
} as const
