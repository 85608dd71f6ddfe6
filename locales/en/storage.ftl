# What is said when the service can take no more files.
storage-no-room = The service has no room for files at the moment. Keep yours: you can add it later from your follow-up space. Your answers are kept, and your complaint can be filed without it.
