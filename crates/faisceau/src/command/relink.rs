//! `faisceau relink`: links everything again from the database and compares it with what is stored;
//! with other figures, stores what they would change as a proposal. Changes no series.

use super::Settings;
use super::link::figures;
use crate::cli::Exit;
use crate::terminal;
use clap::Args;
use faisceau_linkage::Figures;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_series::parameters::propose::{Origin, propose};
use faisceau_series::parameters::relink::relink;
use faisceau_series::parameters::{Relinked, in_force};
use std::path::PathBuf;

/// Arguments of `relink`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Figures of a greater version, as `link --print-params` writes them: what they would change is
    /// stored as a proposal, for a person to adopt or refuse.
    #[arg(long, value_name = "FILE")]
    params: Option<PathBuf>,
    /// Print the figures in force as TOML, and do nothing else.
    #[arg(long, conflicts_with = "params")]
    print_params: bool,
}

pub(crate) async fn run(settings: &Settings, arguments: &Arguments) -> Result<Exit, Fault> {
    let given = arguments.params.as_deref().map(figures).transpose()?;
    let world = settings.world().await?;
    let cx = Cx::platform(&world);
    let end = match given {
        _ if arguments.print_params => {
            let text = toml::to_string(&obeyed(&cx).await?)?;
            terminal::say(text.trim_end());
            Exit::Done
        }
        Some(figures) => proposed(&cx, figures).await?,
        None => compared(&relink(&cx, obeyed(&cx).await?).await?),
    };
    world.db.close().await;
    Ok(end)
}

async fn obeyed(cx: &Cx) -> Result<Figures, Fault> {
    let mut tx = cx.world.db.read().await?;
    Ok(in_force(&mut tx).await?.figures)
}

/// Whether what is stored is what the complaints give.
fn compared(relinked: &Relinked) -> Exit {
    tell(relinked);
    if relinked.waiting > 0 {
        let waiting = relinked.waiting;
        terminal::tell(&format!(
            "{waiting} complaints or decisions wait for the linker: nothing is proven before it treated them"
        ));
        return Exit::Partly;
    }
    if relinked.differences.is_none() {
        terminal::say("equal: the series and classes stored are those of the complaints");
        return Exit::Done;
    }
    Exit::Partly
}

async fn proposed(cx: &Cx, figures: Figures) -> Result<Exit, Fault> {
    let proposed = match propose(cx, figures, Origin::File, None).await {
        Ok(proposed) => proposed,
        Err(Error::Refused(why)) => return Err(Fault::from(why)),
        Err(Error::Fault(fault)) => return Err(fault),
    };
    tell(&proposed.effect);
    let id = proposed.id;
    terminal::say(&format!(
        "proposed: nothing changes before a person adopts it, at /linkage/{id}"
    ));
    Ok(Exit::Done)
}

/// What was read and what differs.
pub(crate) fn tell(relinked: &Relinked) {
    let Relinked {
        version,
        lists,
        complaints,
        series: [stored, again],
        values,
        differences: found,
        ..
    } = relinked;
    terminal::say(&format!(
        "parameters {version}, lists {lists}: {complaints} complaints, {stored} series and {values} classes stored, {again} series made again"
    ));
    if found.is_none() {
        return;
    }
    terminal::say(&format!(
        "{} series would form, {} take others in, {} be parted, {} grow, {} shrink, {} dissolve; {} complaints would move, {} values change class",
        found.formed,
        found.merged,
        found.split,
        found.grew,
        found.shrank,
        found.dissolved,
        found.moved,
        found.values,
    ));
    for change in &found.sample {
        let name = change.series.map_or("new".to_owned(), |id| id.to_string());
        let [before, after] = change.sizes;
        let what = &change.what;
        terminal::say(&format!("{what} {name}: {before} -> {after} complaints"));
    }
}
