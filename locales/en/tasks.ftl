# The list of tasks of a long form.
tasks-title = Your case, step by step
tasks-lead = Do these steps in any order, over several days if needed. Your answers are kept.
tasks-done-count = Steps done: { $done } of { $total }
tasks-to-do = To do
tasks-started = Started
tasks-done = Done
tasks-optional = Optional
tasks-who = To send it, you only need to say who you are. The rest may stay incomplete.
tasks-check = Check and send
