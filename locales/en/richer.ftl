# What pages and the interface say besides: exports, previews of pictures, interactive view, watch-lists.
richer-alerts-at-once = At most { $n } alerts at a time.
richer-watch-one-way = Send either “kind” and “value”, or “identifier”, and nothing else.
richer-worth-threads = Not all the complaints that use it agree ({ $bits } bits): it brings together only those that also agree on something else.
richer-strength-threads = brings some together
richer-export-cut = Only the { $most } complaints that joined last are looked at: the file will say so.

# Linkage parameters estimated again from decisions.
richer-estimate-title = Learning from decisions
richer-estimate-lead = Decisions in force say of shared values whether they belong to one group or to several. An estimate draws from them what each kind of identifier is worth to begin with, reads all complaints again and proposes the result with its effect. Nothing changes before a person adopts it.
richer-estimate = Estimate again
richer-estimate-asked = Estimate asked for on { $day } ({ $cause })
richer-estimate-cause-asked = by an agent
richer-estimate-cause-erased = a complaint it had learned from was erased
richer-estimate-waits = Under way. Load the page again in a few minutes.
richer-estimate-proposed = It gave a proposal.
richer-estimate-nothing-judged = No decision in force is about a shared value: there is nothing to learn.
richer-estimate-nothing-changes = Decisions give the parameters in force: nothing is proposed.
richer-estimate-refused = Other parameters came in force during the estimate: nothing is proposed.
richer-estimate-see = See the proposal
richer-estimate-under-way = An estimate is already under way: one at a time.

# The interactive view of a series, loaded on demand.
richer-view-why = A drawing shows only three hundred items at a time.
richer-view-load = Load the interactive view
richer-view-title = Interactive view of series { $reference }
richer-view-lead = Complaints and the values they share, all together: move closer, move away, search, choose a point to see its neighbours only. Distances prove nothing.
richer-view-plain = All of it is on the page of the series too, in tables and drawings.
richer-view-waits = The view is loading…
richer-view-no-script = This view needs JavaScript. The table and the drawing on the page of the series show the same without it.
richer-view-failed = The view could not be drawn: this browser does not allow it, or no answer came. The page of the series shows the same.
richer-view-search = Search for a reference or a value
richer-view-hits = { $n } found; the first twenty are listed.
richer-view-closer = Closer
richer-view-farther = Farther
richer-view-whole = Show all
richer-view-complaint = Complaint
richer-view-alt = Drawing of the complaints and the values they share; the same are in tables on the page of the series
richer-view-drawn = { $drawn } complaints shown of { $all }.
richer-view-hidden =
    { $hidden ->
        [one] { $hidden } other is counted and not shown: your rights do not open it.
       *[other] { $hidden } others are counted and not shown: your rights do not open them.
    }
richer-view-cut = Only the { $most } that joined last are looked at.

# Pictures among exhibits, blurred until a gesture.
richer-pictures-title = Pictures
richer-pictures-among =
    { $n ->
        [0] No picture among the exhibits.
        [one] { $n } picture among the exhibits.
       *[other] { $n } pictures among the exhibits.
    }
richer-pictures-see = See the pictures, blurred
richer-pictures-of = Pictures of complaint { $reference }
richer-pictures-of-series = Pictures of series { $reference }
richer-pictures-lead = Pictures are blurred: only a few colours are sent to your browser. Tick those that must be seen; each preview shown is written in the journal. A preview is reduced and without the data of the camera: the original exhibit is on the page of the complaint.
richer-pictures-open =
    { $n ->
        [0] No picture among the exhibits that your rights open.
        [one] { $n } picture among the exhibits that your rights open.
       *[other] { $n } pictures among the exhibits that your rights open.
    }
richer-pictures-more = Only the { $n } latest pictures, of the complaints looked at, are shown.
richer-pictures-show = Show the ticked pictures
richer-pictures-blur = Blur all
richer-pictures-alike = { $n } pictures that look alike
richer-pictures-alone = Pictures like no other here
richer-pictures-link = Pictures of the exhibits, side by side and blurred
richer-pictures-hashes = Imported lines give only the hash of a picture: here are those that look alike.
richer-picture-rank = Exhibit { $n }
richer-picture-number = Picture { $n }
richer-preview-blurred = { $name }, blurred
richer-preview-described = { $name }: preview of the picture given by the victim
richer-preview-show = Show { $name }
richer-preview-withheld = Preview withheld by an agent: this picture may show a minor.
richer-preview-never-here = On this path no picture is shown.
richer-preview-no-picture = This exhibit is not a picture of this complaint.
richer-preview-unknown = No preview: this file is not a picture of a known kind.
richer-preview-too-large = No preview: this file is too large.
richer-preview-too-many-pixels = No preview: this picture has too many pixels.
richer-preview-unreadable = No preview: this picture is damaged.
richer-preview-too-long = No preview: this picture takes too long to read.
richer-preview-no-decoder = No preview: this phone photo (HEIC or AVIF) is kept as it is, and cannot be shown here. Open the exhibit itself.
richer-preview-not-scanned = No preview yet: the antivirus has not looked at this exhibit yet.
richer-preview-kept-apart = No preview: the antivirus keeps this exhibit apart.
