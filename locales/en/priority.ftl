# In what order complaints and series are looked at, and why.
priority-title = Priority
priority-points = Points and reasons
priority-version = Version of the weights
priority-told = Priority { $points }: { $reasons }
priority-part = { $reason } ({ $points })
priority-none = No reason to look at it before the others.
priority-caution = These points sort a list. They reject nothing and decide nothing.
priority-life = danger to a person
priority-minor = minor, or age not told
priority-threat = threat
priority-recall = bank recall still possible
priority-loss = loss
priority-series = size of the series
priority-growing = series growing fast
