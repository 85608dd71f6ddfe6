//! Statements that only tests need: to count, and to do what nobody may do.

faisceau_platform::statements! {
    COUNT_JOURNAL = "select count(*) as n from journal";
    TAMPER = "update journal set reason = 'autre' where id = $1";
    ANY_JOURNAL = "select id from journal order by id limit 1";
    FORGET = "delete from journal where id = $1";
    COUNT_ERASED = "select count(*) as n from journal where action = 'exhibit.erased'";
    BLOBS = "select name, object from blobs";
    REMOVALS = "select object from blob_removals";
    NO_MORE_PAGES = "pragma max_page_count = 1";
    SESSIONS_BY = "select count(*) as n from sessions where how = $1";
    COUNT_DETAIL = "select count(*) as n from journal where detail = $1";
    DETAILS = "select detail from journal where action = $1 order by at, id";
    FLIP = "select cast($1 as bigint) as flip";
}
