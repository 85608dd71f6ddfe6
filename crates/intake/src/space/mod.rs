//! The victim's space: where the complaint stands, messages both ways, exhibits, papers to keep, what
//! to complete, correct or withdraw, and how a report becomes a complaint.
//! Opened by the reference and the secret follow-up code. Shows no name of staff, no note, no
//! series.

mod appointment;
mod aside;
mod attest;
mod bank;
mod case;
mod correct;
mod door;
mod exhibits;
mod given;
pub(crate) mod hold;
mod message;
mod news;
mod papers;
mod recover;
mod send;
mod upgrade;
mod withdraw;
pub(crate) mod worded;

use crate::data_rights::given as given_data;
use crate::data_rights::pages as rights;
use faisceau_platform::web::{Answers, Audience, Front, Rate, Route, Routes};
use std::sync::Arc;

/// The routes of the victim's space.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let get = |path| Route::get(path, Audience::FollowUp);
    let post = |path| Route::post(path, Audience::FollowUp);
    let codes = |path| Route::post(path, Audience::Public).counted_as(Rate::Codes);
    let tries = codes("/suivi");
    Routes::new("intake")
        .with(Route::get("/suivi", Audience::Public), door::page)
        .with(tries, door::open)
        .with(Route::get("/suivi/perdu", Audience::Public), recover::page)
        .with(codes("/suivi/perdu"), recover::ask)
        .with(
            Route::get("/suivi/confirmer", Audience::Public),
            recover::confirm_page,
        )
        .with(codes("/suivi/confirmer"), recover::confirm)
        .with(get("/suivi/dossier"), case::page)
        .with(post("/suivi/message"), message::post)
        .with(post("/suivi/pieces").taking_files(), exhibits::add)
        .with(post("/suivi/pieces/ecarter"), aside::put)
        .with(
            get("/suivi/documents/{document}").answering(Answers::File),
            papers::given,
        )
        .with(get("/suivi/corriger"), correct::answers)
        .with(get("/suivi/corriger/q/{slug}"), correct::page)
        .with(post("/suivi/corriger/q/{slug}"), correct::answered)
        .with(get("/suivi/corriger/verifier"), send::page)
        .with(post("/suivi/corriger/envoyer"), send::send)
        .with(post("/suivi/corriger/abandonner"), send::give_up)
        .with(get("/suivi/attestation"), attest::page)
        .with(post("/suivi/attestation"), attest::send)
        .with(post("/suivi/rendez-vous"), appointment::answer)
        .with(get("/suivi/plainte"), upgrade::page)
        .with(post("/suivi/plainte"), upgrade::begin)
        .with(get("/suivi/plainte/declaration"), upgrade::declaration)
        .with(post("/suivi/plainte/declaration"), upgrade::file)
        .with(get("/suivi/retrait"), withdraw::page)
        .with(post("/suivi/retrait"), withdraw::withdraw)
        .with(get("/suivi/droits"), rights::page)
        .with(post("/suivi/droits"), rights::asked)
        .with(
            get("/suivi/droits/{id}").answering(Answers::File),
            rights::letter,
        )
        .with(
            get("/suivi/droits/{id}/donnees.pdf").answering(Answers::File),
            given_data::pdf,
        )
        .with(
            get("/suivi/droits/{id}/donnees.json").answering(Answers::File),
            given_data::json,
        )
        .with(get("/suivi/banque"), bank::page)
        .with(
            get("/suivi/banque/{place}").answering(Answers::File),
            bank::file,
        )
        .with(post("/suivi/sortir"), door::leave)
}
