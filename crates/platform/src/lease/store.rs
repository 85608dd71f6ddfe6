//! All SQL of leases. Owns the table `leases`.

crate::statements! {
    /// Takes a free or expired lease, with the next fencing number.
    TAKE = "insert into leases (name, holder, held_until, fence) values ($1, $2, $3, 1)
        on conflict (name) do update
            set holder = excluded.holder, held_until = excluded.held_until, fence = leases.fence + 1
            where leases.held_until < $4
        returning fence";
    /// Extends a lease still held.
    RENEW = "update leases set held_until = $4 where name = $1 and holder = $2 and fence = $3";
}
