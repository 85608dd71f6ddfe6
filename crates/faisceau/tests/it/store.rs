//! SQL that only these tests ask, on the tables of every capability.

faisceau_platform::statements! {
    /// What a year left.
    COUNTS = "select (select count(*) from complaints) as complaints,
        (select count(*) from complaints where channel = 'online') as online,
        (select count(*) from complaints where state = 'validated') as validated,
        (select count(*) from messages) as messages,
        (select count(*) from series_members) as linked,
        (select count(*) from journal where at > $1) as late";
}
