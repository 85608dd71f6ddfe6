# The health of the installation: what is wrong (health-CODE) and what to do (health-CODE-do).
health-title = Health of the installation
health-lead = What is wrong, and what to do, worst first. The same is told by “faisceau config check” and, to the machine itself, at /readyz/findings.
health-none = Nothing is wrong: disk, e-mail, clock, work, keys, backup, log, time stamps, certificate and exhibits were looked at.
health-blocks = Does not work
health-presses = To be dealt with
health-advises = Good to know
health-link = What is wrong, in plain words
health-disk-full = The disk of the data folder is full: { $megabytes } MB are left. New files are refused.
health-disk-full-do = Free room on this disk, or give it more.
health-disk-low = The disk of the data folder is nearly full: { $megabytes } MB are left.
health-disk-low-do = Free room before it is full: exhibits are refused then.
health-mail-unset = No server of e-mail is set: nobody is written to.
health-mail-unset-do = Set the table [mail] if people are to be told by e-mail; otherwise what there is to tell waits in their space.
health-mail-silent = The server of e-mail does not answer: messages wait.
health-mail-silent-do = Look at the table [mail] and at that server: host, port, name and password.
health-antivirus-unset = No antivirus is set: files are given out with the mention that they were not scanned.
health-antivirus-unset-do = Install clamd and set “clamd”.
health-antivirus-silent = The antivirus does not answer: files wait for their scan.
health-antivirus-silent-do = Start clamd, or mend its address in “clamd”.
health-clock-back = The clock of this machine was put back: it is { $seconds } seconds behind what was written last.
health-clock-back-do = Set the clock right by a time service (NTP) before anything is filed: what is issued bears its time.
health-clock-off = The clock of this machine differs by { $seconds } seconds from that of { $authority }.
health-clock-off-do = Set the clock right by a time service (NTP): what is issued bears its time.
health-jobs-dead = Work given up after all its tries: { $n }.
health-jobs-dead-do = On the page Installation, read why, then try again or give it up for good.
health-jobs-wait = Work has been waiting for { $minutes } minutes: nobody does it.
health-jobs-wait-do = Start “faisceau work”, or set “workers” above 0; look at the log of the service.
health-unsealed = The journal has not been sealed for { $seconds } seconds.
health-unsealed-do = Look at the log of the service: “serve” or “work” must run, and its disk must be writable.
health-key-missing = The key file { $file } is not in the folder of keys any more.
health-key-missing-do = Stop the service and put the folder “keys” back from its copy: without it nothing opens at the next start.
health-key-open = The key file { $file } can be read by others than its owner.
health-key-open-do = Take the right away (chmod 600), and ask who may have read it.
health-backup-none = No backup was ever made.
health-backup-none-do = Run “faisceau backup” each day, to another machine (docs/backup.md).
health-backup-old = The last backup is { $hours } hours old.
health-backup-old-do = Look at why “faisceau backup” did not run; make one now.
health-log-refused = The public log signs nothing any more: { $why }
health-log-refused-do = Open the page of the public log, or run `faisceau log loss`. If there is a later backup, restore it; if not, two persons declare the loss.
health-log-stays = Checkpoints of the public log stay in { $folder }, on the disk of the database.
health-log-stays-do = Set log.witnesses, log.mail_to, or log.drop_dir to a folder of another disk.
health-log-fails = Checkpoints of the public log do not leave by { $way }, tried { $n } times: { $why }
health-log-fails-do = Mend that way, or set another in the table [log].
health-syslog-fails = The journal does not reach the syslog collector; tries: { $n }, rows waiting: { $waiting }, cause: { $why }
health-syslog-fails-do = Mend the collector, or correct the table [syslog]. Nothing is lost: what waits will leave in order.
health-time-unset = No authority of trusted time: what is issued is dated by this machine’s clock alone.
health-time-unset-do = Name one in time.authorities.
health-time-waits = Time stamps of { $authority }: { $held } stamped; { $n } waiting for { $hours } hours ({ $why }).
health-time-waits-do = Nothing is lost, it is asked again. If it stays silent, name another authority.
health-certificate-ends = The operator’s certificate ends in { $days } days.
health-certificate-ends-do = Ask for a new one now, then name it in the table [signature].
health-certificate-ended = The operator’s certificate is over: papers are not signed with it any more.
health-certificate-ended-do = Name a valid one in the table [signature].
health-tls-certificate-ends = The certificate of the site (HTTPS) ends in { $days } days.
health-tls-certificate-ends-do = Renew it now in the files of the table [tls]: they are read again without a restart.
health-tls-certificate-ended = The certificate of the site (HTTPS) is over: browsers refuse to open the pages.
health-tls-certificate-ended-do = Put a valid one in the files of the table [tls]: they are read again without a restart.
health-incidents = Exhibits that are not what was deposited, and that nobody decided on: { $n }.
health-incidents-do = Whoever keeps the exhibits decides on each incident: page Incidents.
health-in-clear = https is false: codes and sign-ins would travel in clear.
health-in-clear-do = Put TLS in front, then set https = true.
health-no-contact = contact is empty: papers do not say whom to write to.
health-no-contact-do = Set contact to the address of the body.
health-files-in-clear = { $why ->
    [bucket] s3 without storage.identity_file: whoever runs the bucket reads the files.
    [key] storage.identity_file lies in the data folder: whoever takes one has both.
   *[volume] The data folder is not seen on an encrypted volume.
}
health-files-in-clear-do = { $why ->
    [bucket] Make a key with “faisceau storage key” and name it in storage.identity_file.
    [key] Put the key elsewhere and change storage.identity_file.
   *[volume] Put it on one, or set storage.volume_is_encrypted = true when it is.
}
health-no-wall = One role of PostgreSQL owns the tables and serves: the database itself keeps back no row.
health-no-wall-do = Give the database three roles, as docs/postgresql.md says, then set the table [roles].
