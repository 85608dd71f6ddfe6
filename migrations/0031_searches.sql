-- Searches by words of who looks for a questionnaire, counted by day: never the words.

create table word_searches (
    day {TEXT} not null,
    outcome {TEXT} not null,
    form_type {TEXT} not null,
    times {INT} not null,
    primary key (day, outcome, form_type)
) {STRICT};
