//! What evidence sees of the health of an installation: the antivirus, incidents of integrity, whether the public log signs, ways by which
//! it does not leave, authorities of trusted time that are silent or whose clock is another. Judges nothing.

use crate::custody::incident;
use crate::log::{memory, send};
use crate::scan::clamd;
use crate::time::queue;
use faisceau_domain::health::{Fact, Server};
use faisceau_platform::config::Config;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::health::Look;

pub(crate) fn look() -> Look {
    Look(|config, tx| Box::pin(seen(config, tx)))
}

async fn seen(config: &Config, tx: &mut Tx) -> Result<Vec<Fact>, Fault> {
    let mut facts = vec![Fact::Antivirus(antivirus(config).await)];
    let open = incident::open(tx).await?;
    facts.push(Fact::Incidents { open });
    facts.extend(memory::refusal(config)?.map(|why| Fact::LogRefused { why }));
    for fails in send::fails(tx).await? {
        facts.push(Fact::LogFails {
            way: fails.way,
            times: fails.times,
            why: fails.why,
        });
    }
    for standing in queue::queue(tx).await? {
        facts.extend(standing.oldest_at.map(|oldest_at| Fact::TimeWaits {
            authority: standing.authority,
            held: standing.held,
            waiting: standing.waiting,
            oldest_at,
            why: standing.why,
        }));
    }
    for last in queue::last_stamped(tx).await? {
        facts.push(Fact::Stamped {
            authority: last.authority,
            stamped_at: last.stamped_at,
            held_at: last.held_at,
        });
    }
    Ok(facts)
}

async fn antivirus(config: &Config) -> Server {
    match &config.clamd {
        None => Server::Unset,
        Some(address) => match clamd::answers(address).await {
            true => Server::Answers,
            false => Server::Silent,
        },
    }
}
