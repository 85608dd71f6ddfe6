# Exhibits after their deposit: what the device wrote in them, resumed sending, antivirus, setting aside.
exhibits-devices-title = What devices wrote in the pictures
exhibits-devices-lead = These lines come from the file itself: anybody may change them. They guide, they prove nothing alone. The victim does not see them.
exhibits-device-model = Device: { $told }
exhibits-device-program = Written by: { $told }
exhibits-device-taken = Taken on, by the device: { $told }
exhibits-device-place = Place, latitude and longitude: { $told }
exhibits-aside-title = An exhibit may show a minor
exhibits-aside-open = Set an exhibit aside
exhibits-aside-lead = Do not open it to check. Once set aside, nobody here can read it but its custodian; its preview and all that was made of it are destroyed at once; the original is sealed for the authority, or destroyed, as the regime of this instance commands. This cannot be taken back.
exhibits-aside-which = Exhibit
exhibits-aside-reason = Reason
exhibits-aside-reason-hint = Kept in the journal, in a few words, without describing the picture
exhibits-aside = Set aside
exhibits-aside-no-choice = Choose the exhibit.
exhibits-aside-no-reason = Give the reason, in a few words.
exhibits-aside-number =
    { $n ->
        [one] { $n } exhibit set aside: it may show a minor.
       *[other] { $n } exhibits set aside: they may show a minor.
    }
exhibits-custody-title = Files set aside
exhibits-custody-lead = These files may show a minor. None is shown here and none is to be opened: a sealed original is handed to the authority, then destroyed on its order. Every gesture is written in the journal with its reason.
exhibits-custody-none = No file is set aside.
exhibits-custody-file = { $of }, { $at }
exhibits-custody-draft = Draft not filed
exhibits-custody-by = Told by
exhibits-custody-by-victim = The person who gave it
exhibits-custody-by-staff = An officer
exhibits-custody-by-platform = The instance, after a restore
exhibits-custody-kind = File
exhibits-custody-kind-told = { $type }, { $size }
exhibits-custody-original = Original
exhibits-custody-sealed = Sealed: it alone still exists
exhibits-custody-destroyed = Destroyed
exhibits-custody-handle = Hand over or destroy an original
exhibits-custody-handle-lead = Hand over: the sealed file is saved as it is, under a neutral name, for the authority that asks for it. Destroy: only the line above is left.
exhibits-custody-which = Original
exhibits-custody-hand-over = Hand over to the authority
exhibits-custody-destroy = Destroy
exhibits-aside-victim = If a picture you gave shows a person under 18, say so here. You did nothing wrong. The file is set aside at once: nobody sees it in your case any more. This cannot be taken back. Do not send it again.
exhibits-aside-done = The file is set aside. Nobody sees it in your case any more. Do not send it again: give the address of the page.
exhibits-scan-not-scanned = Quarantine: no antivirus has looked at it yet
exhibits-scan-clean = Antivirus: nothing found
exhibits-scan-infected = Antivirus: dangerous program ({ $signature })
exhibits-scan-failed = Antivirus: it could not be scanned
exhibits-scan-not-yet = The antivirus has not looked at this exhibit yet. Try again in a few minutes.
exhibits-apart = The antivirus keeps this exhibit apart. To download it takes a right of its own and a reason, kept in the journal.
exhibits-apart-take = Download all the same
exhibits-apart-reason = Reason
exhibits-upload-many = Too many files are being sent already. Wait until one is done, then try again.
exhibits-upload-sending = Sending { $name }: { $percent } %
exhibits-upload-cut = Connection lost. { $name } will go on where it stopped.
exhibits-upload-done = All files are received.
