# What administrators decided: settings in force, changes, the way back.
decided-title = Settings in force
decided-lead = What was decided for this installation, as the last start read it. A setting that is not here has its default. No secret is shown, nor what belongs to one machine.
decided-topic-units = Units and territories
decided-topic-profile = Profile and legal frame
decided-topic-retention = Limits and retention
decided-topic-contacts = Contacts
decided-topic-rest = Other settings
decided-history = Changes found at each start
decided-none = No change is known: this installation has not started as a service yet.
decided-line = { $key }: { $before } → { $after }
decided-default = default
decided-overlay = File of the overlay: { $file }
decided-altered = This file is no longer the one that was signed here
decided-back = To go back to these settings, on the machine, then restart:
