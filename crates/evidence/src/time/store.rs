//! All SQL of trusted time. Owns `time_batches`, `time_digests` and `time_tokens`; reads custody and log beside
//! it, and the papers of others through views.

faisceau_platform::statements! {
    /// Papers of complaints whose file nobody stamped yet.
    PAPERS = "select p.subject, p.case_id, p.digest from v_papers p
        where p.kept_at >= $1 and not exists (
            select 1 from time_digests d where d.kind = 'paper' and d.digest = p.digest)
        order by p.kept_at, p.subject limit $2";
    /// The same of series.
    SERIES_PAPERS = "select p.subject, p.case_id, p.digest from v_series_kept p
        where p.kept_at >= $1 and not exists (
            select 1 from time_digests d where d.kind = 'series-paper' and d.digest = p.digest)
        order by p.kept_at, p.subject limit $2";
    /// The ends of the chains of custody, as they stand; the instant changes nothing, chains are few and short.
    CUSTODY = "select e.id as subject, e.complaint_id as case_id, e.head as digest from exhibits e
        where cast($1 as bigint) is not null and not exists (
            select 1 from time_digests d where d.kind = 'custody' and d.digest = e.head)
        order by e.id limit $2";
    /// The last checkpoint of the log: it holds all before it.
    CHECKPOINTS = "select c.root as digest from log_checkpoints c
        where c.size = (select max(size) from log_checkpoints) and c.signed_at >= $1 and not exists (
            select 1 from time_digests d where d.kind = 'checkpoint' and d.digest = c.root)
        limit $2";
    /// The last batch.
    LAST = "select id, made_at from time_batches order by made_at desc, id desc limit 1";
    /// A batch.
    MAKE = "insert into time_batches (id, made_at, size, root) values ($1, $2, $3, $4)";
    /// Its digests, in their order.
    HOLD = "insert into time_digests (batch_id, position, kind, subject, case_id, digest, leaf)
        values ($1, $2, $3, $4, $5, $6, $7)";
    /// What is asked of an authority for it.
    WANT = "insert into time_tokens (batch_id, authority, asked, next_at) values ($1, $2, $3, $4)";
    /// Tokens that an authority is to be asked for now, the oldest first.
    DUE = "select t.batch_id, t.asked, b.root from time_tokens t join time_batches b on b.id = t.batch_id
        where t.authority = $1 and t.answer is null and t.next_at <= $2
        order by b.made_at, b.id limit $3";
    /// It came; a token kept is never replaced.
    KEEP = "update time_tokens set answer = $3, stamped_at = $4, held_at = $5, asked = asked + 1, why = ''
        where batch_id = $1 and authority = $2 and answer is null";
    /// The authority gave none: what waits for it is asked again later.
    PUT_OFF = "update time_tokens set next_at = $3, why = $4, asked = asked + 1
        where authority = $1 and answer is null and next_at <= $2";
    /// The batch of a digest, and its place there.
    FIND = "select d.batch_id, d.position, d.kind, b.size, b.root, b.made_at
        from time_digests d join time_batches b on b.id = d.batch_id where d.digest = $1 limit 1";
    /// Every leaf of a batch.
    LEAVES = "select leaf from time_digests where batch_id = $1 order by position";
    /// The tokens of a batch that came.
    TOKENS = "select authority, answer, stamped_at from time_tokens
        where batch_id = $1 and answer is not null order by authority";
    /// How each authority stands.
    QUEUE = "select t.authority, cast(sum(case when t.answer is null then 1 else 0 end) as bigint) as waiting,
            cast(sum(case when t.answer is null then 0 else 1 end) as bigint) as held,
            min(case when t.answer is null then b.made_at end) as oldest_at,
            min(case when t.answer is null then t.next_at end) as next_at,
            max(t.why) as why, max(t.stamped_at) as stamped_at
        from time_tokens t join time_batches b on b.id = t.batch_id
        group by t.authority order by t.authority";
    /// The token that each authority gave last.
    LAST_STAMPED = "select t.authority, t.stamped_at, t.held_at from time_tokens t
        where t.stamped_at is not null and t.held_at = (select max(l.held_at) from time_tokens l
            where l.authority = t.authority and l.stamped_at is not null)
        order by t.authority limit 50";
    /// What is erased leaves a hash of its digest, which shows nothing, so that proofs of others stand.
    FORGET = "update time_digests set digest = null, subject = null, case_id = null where case_id = $1";
}
