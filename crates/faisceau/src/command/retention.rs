//! `faisceau retention`: the clocks in force, what is due, holds placed and lifted, what falls by itself, and what was
//! counted of what went. Each gesture is an operation of intake.

use super::Settings;
use super::erase::{PROPOSERS, Who, acting, found, told};
use crate::cli::Exit;
use crate::terminal;
use clap::Subcommand;
use faisceau_domain::retention::{Class, Falls, Length};
use faisceau_intake::retention::{fall, figures, hold, list};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// Commands on how long things are kept.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print each class of data with its clock and where that clock comes from.
    Clocks,
    /// Print the complaints whose time is over.
    Due,
    /// Place a hold: nothing of the complaint is erased until it is lifted. Prints its number.
    Hold {
        /// The complaint's reference.
        reference: String,
        /// Who asks, and why.
        #[command(flatten)]
        who: Who,
    },
    /// Lift a hold.
    Lift {
        /// The complaint's reference.
        reference: String,
        /// The number of the hold.
        hold: Uuid,
        /// Who asks, and why.
        #[command(flatten)]
        who: Who,
    },
    /// Erase now what falls by itself, as `serve` and `work` do every hour.
    Fall,
    /// Print what was counted of erased complaints, where five at least stand together.
    Figures,
}

pub(crate) async fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    let world = settings.world().await?;
    let cx = Cx::platform(&world);
    match command {
        Command::Clocks => {
            for class in Class::ALL {
                terminal::say(&clock(&cx, class));
            }
        }
        Command::Due => due(&cx).await?,
        Command::Hold { reference, who } => {
            let complaint = found(&world, &reference).await?;
            let cx = acting(&world, &who, &PROPOSERS).await?;
            return told(hold::place(&cx, complaint).await, |id| {
                format!("held  {id}")
            });
        }
        Command::Lift {
            reference,
            hold,
            who,
        } => {
            let complaint = found(&world, &reference).await?;
            let cx = acting(&world, &who, &PROPOSERS).await?;
            return told(hold::lift(&cx, complaint, hold).await, |()| {
                format!("lifted  {hold}")
            });
        }
        Command::Fall => {
            let fallen = fall::fall(&cx).await?;
            faisceau_casework::rewrite_words::rewrite(&cx).await?;
            terminal::say(&format!("erased  {fallen}"));
        }
        Command::Figures => counted(&cx).await?,
    }
    Ok(Exit::Done)
}

fn clock(cx: &Cx, class: Class) -> String {
    let clock = cx.world.clocks.clock(class);
    let length = match clock.length {
        Length::Days(days) => format!("{days} days"),
        Length::Months(months) => format!("{months} months"),
        Length::Years(years) => format!("{years} years"),
    };
    let by = match clock.by_itself {
        true => "by itself",
        false => "by two persons",
    };
    let source = clock.act.as_deref().unwrap_or(&clock.law);
    format!("{:<11} {length:<10} {by:<15} {source}", class.code())
}

async fn due(cx: &Cx) -> Result<(), Fault> {
    let mut after = Uuid::nil();
    loop {
        let mut tx = cx.world.db.read().await?;
        let due = list::due(cx, &mut tx, Falls::Anyhow, after).await?;
        tx.rollback().await?;
        let Some(last) = due.last() else {
            return Ok(());
        };
        after = last.complaint.0;
        for one in &due {
            let (class, since) = (one.class.code(), one.since);
            terminal::say(&format!("{}  {class:<11} since {since}", one.reference));
        }
    }
}

async fn counted(cx: &Cx) -> Result<(), Fault> {
    let mut tx = cx.world.db.read().await?;
    for line in figures::lines(&mut tx).await? {
        terminal::say(&format!(
            "{} {} {} {} {} {} {}",
            line.month,
            line.nature,
            line.form_type,
            line.department,
            line.amount_band,
            line.outcome,
            line.times
        ));
    }
    for (period, kind, persons, complaints) in figures::persons(&mut tx).await? {
        terminal::say(&format!(
            "{period} {kind}: {persons} persons, {complaints} complaints"
        ));
    }
    Ok(())
}
