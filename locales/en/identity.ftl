# Finding one’s files by an identity service. Always optional.

identity-title = Find your files without a code
identity-optional = This is optional. The reference and the code are always enough.
identity-how = An identity service can say that it is really you. You then find here the files you chose to keep with it. That service does not know which ones.
identity-by = Find my files with { $provider }
identity-again = Start again with { $provider }
identity-keep = Keep this file with { $provider }
identity-files-title = Your files
identity-here = A file opened in this browser
identity-here-text = This file is not kept here yet. If you keep it, you will find it again without a code.
identity-keep-here = Keep this file
identity-none = No file is kept here. Open a file with its code, then come back.
identity-filed-on = Filed on { $day }
identity-open = Open this file
identity-detach = Keep this file here no more
identity-detach-text = A file that is no longer kept here is not erased: it opens with its reference and its code.
identity-leave = Leave this list
identity-with-code = Open a file with its code
identity-stopped-title = Your files were not found
identity-stopped-text = Nothing is lost: the reference and the code open your file, and you can file a complaint without this service.
identity-over = This request is no longer valid. Start again from this window.
identity-silent = The identity service does not answer. Try again in a few minutes.
identity-denied = You gave up, or the identity service could not recognise you.
identity-wrong = The answer of the identity service is not safe. It was not taken.

identity-fill-title = Fill in with an identity service (optional)
identity-fill-text = Your name, first names and date of birth can be taken from an identity service. You can also write them yourself.
identity-fill = Take them from { $provider }
identity-filled = These details come from { $provider }
identity-filled-text = Check them. You can change or clear them. Nothing is saved before you continue.
