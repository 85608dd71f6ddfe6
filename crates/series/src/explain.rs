//! Explains to one reader why a complaint is in its series, or why two complaints are together or
//! not: asks the policies, then the linker, has the answer told in words, and writes on each
//! complaint that its links were read. Page and interface call it.

use crate::ask::{Answered, ask};
use crate::catalogue::{self, SeriesRow};
use crate::evidence;
use crate::pages::series::opened;
use crate::panels;
use crate::parameters;
use crate::rights::Sight;
use crate::said::{Told, method, tell};
use crate::seen::seen;
use faisceau_documents::words::Say;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Failure, Front, Signed};
use jiff::Timestamp;
use uuid::Uuid;

/// What is asked, once the policies let the reader ask it.
pub(crate) struct Question {
    pub(crate) series: SeriesRow,
    pub(crate) one: Uuid,
    pub(crate) other: Option<Uuid>,
}

/// What a reader is told.
pub(crate) enum Explanation {
    /// Why, and since when that holds.
    Known(Box<Told>, Timestamp),
    /// No answer yet, or not held yet: sentences of what is stored.
    Linking(Vec<String>),
}

/// How to read the figures in force, a paragraph each.
pub(crate) async fn method(front: &Front, say: &Say) -> Result<Vec<String>, Failure> {
    let mut tx = front.world.db.read().await?;
    let in_force = parameters::in_force(&mut tx).await?;
    Ok(method::note(say, &in_force.figures, &front.world.noise))
}

impl Question {
    /// A complaint of a series, and maybe another one: each that the reader may open, or nothing.
    pub(crate) async fn open(
        front: &Front,
        signed: &Signed,
        series: Uuid,
        one: Uuid,
        other: Option<Uuid>,
    ) -> Result<Question, Failure> {
        let mut tx = front.world.db.read().await?;
        let (series, _) = opened(front, signed, &mut tx, series).await?;
        let of = catalogue::of_complaint(&mut tx, one).await?;
        let question = Question { series, one, other };
        let mut sight = Sight::of(front, signed);
        sight.learn(&mut tx, question.about()).await?;
        let readable = question
            .about()
            .all(|id| sight.may(Action::ComplaintRead, id));
        if !readable || of.is_none_or(|of| of.id != question.series.id) {
            return Err(Failure::not_found());
        }
        Ok(question)
    }

    /// The complaints asked about.
    pub(crate) fn about(&self) -> impl Iterator<Item = Uuid> + use<> {
        std::iter::once(self.one).chain(self.other)
    }
}

/// Asks the linker and puts its answer in words.
pub(crate) async fn explain(
    front: &Front,
    signed: &Signed,
    say: &Say,
    question: &Question,
) -> Result<Explanation, Failure> {
    let world = &front.world;
    let series = &question.series;
    let answer = ask(world, question.one, question.other).await?;
    let mut tx = world.db.write().await?;
    let explanation = match answer {
        Answered::Known(mut kept, at) => {
            let mut sight = Sight::of(front, signed);
            let words = (say, world.value_ids);
            let names = seen(&mut tx, &mut sight, words, series.id, &mut kept).await?;
            let told = tell(say, &names, &series.reference, &kept);
            Explanation::Known(Box::new(told), at)
        }
        Answered::NotHeld | Answered::NotYet => {
            let own = evidence::of_complaint(&mut tx, question.one).await?;
            let all = evidence::evidence(&mut tx, series.id).await?;
            Explanation::Linking(panels::reasons(say, &all, &own))
        }
    };
    journal(&signed.cx, &mut tx, question).await?;
    tx.commit().await?;
    Ok(explanation)
}

/// Writes on each complaint that its links were read.
async fn journal(cx: &Cx, tx: &mut Tx, question: &Question) -> Result<(), Fault> {
    let series = question.series.id;
    for complaint in question.about() {
        let with: Vec<Uuid> = question.about().filter(|id| *id != complaint).collect();
        let detail = serde_json::json!({ "series": series, "with": with }).to_string();
        let deed = Deed::LinkExplained;
        cx.journal(tx, deed, "complaint", Some(complaint), &detail)
            .await?;
    }
    Ok(())
}
