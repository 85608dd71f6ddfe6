//! The pages of the door: signing in, choosing why one works, signing out. They never say whether
//! a login exists, and never lead anywhere outside the platform.

use super::passkey::pages::{Answered, AskedPage};
use super::sign_ins::{self, Place};
use super::{Given, Opened, Staff, factor, known, passkey, password_page, proof_pages};
use crate::access::Authority;
use crate::cx::Cx;
use crate::fault::Fault;
use crate::oidc;
use crate::web::parts::{
    Asked, Button, Choice, Choices, ErrorSummary, FieldError, Kind, TextField,
};
use crate::web::{
    Answers, Audience, Cookie, Failure, Frame, Front, Link, Rate, Route, Routes, Signed, Standing,
    Visit, lang, purpose_words,
};
use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_domain::access::Purpose;
use faisceau_domain::journal::Actor;
use serde::Deserialize;
use std::sync::Arc;

/// Where staff arrive when they were going nowhere in particular.
const DESK: &str = "/agent";

/// The routes of the door.
#[must_use]
pub fn routes() -> Routes<Arc<Front>> {
    // Counted by the page, which knows the browsers that signed in before.
    let tries = Route::post("/connexion", Audience::Public).uncounted();
    // Nobody guesses a passkey: whoever tries passwords holds back nobody who has one.
    let by_passkey = |path| Route::post(path, Audience::Public).counted_as(Rate::Page);
    Routes::new("platform")
        .with(Route::get("/connexion", Audience::Public), door)
        .with(tries, sign_in)
        .with(
            by_passkey("/connexion/cle").answering(Answers::Html),
            ask_passkey,
        )
        .with(by_passkey("/connexion/cle/confirmer"), enter_with_passkey)
        .with(Route::post("/deconnexion", Audience::AnyStaff), sign_out)
        .with(Route::get("/agent/motif", Audience::AnyStaff), purposes)
        .with(Route::post("/agent/motif", Audience::AnyStaff), set_purpose)
        .and(factor::pages::routes())
        .and(passkey::pages::routes())
        .and(password_page::routes())
        .and(proof_pages::routes())
        .and(sign_ins::pages::routes())
}

#[derive(Deserialize)]
struct Back {
    retour: Option<String>,
}

#[derive(Deserialize)]
struct Credentials {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    otp: String,
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    retour: String,
}

#[derive(Deserialize)]
struct Chosen {
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    retour: String,
}

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage {
    f: Frame,
    errors: ErrorSummary,
    login: TextField,
    password: TextField,
    code: TextField,
    purposes: Choices,
    retour: String,
    enter: Button,
    passkey: bool,
    ways: Vec<Link>,
}

#[derive(Template)]
#[template(path = "accounts/purpose.html")]
struct PurposePage {
    f: Frame,
    purposes: Choices,
    retour: String,
    change: Button,
}

/// The desk instead of the public home: staff never want the latter after signing in.
pub(crate) fn destination(asked: &str) -> &str {
    match lang::safe_return(asked) {
        "/" => DESK,
        path => path,
    }
}

fn written(page: &impl Template) -> Result<Html<String>, Failure> {
    page.render()
        .map(Html)
        .map_err(|error| Failure::fault(&Fault::from(error)))
}

async fn door(
    State(front): State<Arc<Front>>,
    Query(back): Query<Back>,
    visit: Visit,
) -> Result<Html<String>, Failure> {
    let retour = back.retour.unwrap_or_default();
    written(&sign_in_page(&front, &visit, "", None, &retour, false))
}

fn sign_in_page(
    front: &Front,
    visit: &Visit,
    login: &str,
    purpose: Option<Purpose>,
    retour: &str,
    refused: bool,
) -> SignInPage {
    let say = visit.say();
    let errors = refused.then(|| FieldError {
        name: "login".to_owned(),
        message: say.say("accounts-refused"),
    });
    let frame = visit.frame(say.say("accounts-sign-in-title"));
    let asked = |name: &str, key: &str| Asked::new(&say, name, say.say(key));
    let told = refused.then(|| say.say("accounts-refused"));
    SignInPage {
        f: frame.with_errors(refused),
        errors: ErrorSummary::new(&say, errors.into_iter().collect()),
        login: TextField::new(
            asked("login", "accounts-login").error(told),
            Kind::Text,
            login,
        )
        .own("username"),
        password: TextField::new(asked("password", "accounts-password"), Kind::Password, "")
            .own("current-password"),
        code: TextField::new(
            asked("otp", "accounts-code").hint(say.say("accounts-code-hint")),
            Kind::Text,
            "",
        )
        .own("one-time-code"),
        purposes: purpose_choices(&say, &Purpose::ALL, purpose, "accounts-purpose-hint"),
        retour: destination(retour).to_owned(),
        enter: Button::primary(say.say("accounts-enter")),
        passkey: passkey::offered(&front.world),
        ways: oidc::pages::links(&front.world, &say, destination(retour), false),
    }
}

fn purpose_choices(say: &Say, offered: &[Purpose], chosen: Option<Purpose>, hint: &str) -> Choices {
    let asked = Asked::new(say, "purpose", say.say("accounts-purpose")).hint(say.say(hint));
    let choices = offered
        .iter()
        .map(|purpose| {
            Choice::new(purpose.code(), purpose_words(say, *purpose))
                .chosen(chosen == Some(*purpose))
        })
        .collect();
    Choices::one(say, asked, choices)
}

/// The purpose asked for when the policies open it to this person, else the first they open.
pub(crate) fn pick(
    authority: &Authority,
    staff: &Staff,
    asked: Option<Purpose>,
) -> Option<Purpose> {
    let open = authority.purposes(&crate::web::actor(staff));
    asked
        .filter(|purpose| open.contains(purpose))
        .or_else(|| open.first().copied())
}

async fn sign_in(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
    Form(given): Form<Credentials>,
) -> Result<Response, Failure> {
    let standing = counted(&front, &visit, &headers, &given.login)?;
    let cx = Cx::anyone(&front.world, Actor::Stranger, visit.lang)
        .seen_from(Place::of(&visit, &headers));
    let asked = Purpose::from_code(&given.purpose);
    // Too many tries: all the work is done, and even what is right is answered as what is wrong.
    let choose = |staff: &Staff| match standing {
        Standing::Within => pick(&front.authority, staff, asked),
        Standing::Over => None,
    };
    let typed = Given {
        login: &given.login,
        password: &given.password,
        code: &given.otp,
    };
    let opened = super::sign_in_with(&cx, &typed, &choose).await?;
    let Some(opened) = opened else {
        return refused(&front, &visit, &given.login, asked, &given.retour);
    };
    Ok(entered(&front, &visit, &opened, asked, &given.retour))
}

fn refused(
    front: &Front,
    visit: &Visit,
    login: &str,
    asked: Option<Purpose>,
    retour: &str,
) -> Result<Response, Failure> {
    let page = sign_in_page(front, visit, login, asked, retour, true);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, written(&page)?).into_response())
}

/// Where a session that just opened leads, with its cookies: by the choice of a purpose when several are
/// open and none was asked for.
pub(crate) fn entered(
    front: &Front,
    visit: &Visit,
    opened: &Opened,
    asked: Option<Purpose>,
    retour: &str,
) -> Response {
    let open = front.authority.purposes(&crate::web::actor(&opened.staff));
    let settled = open.len() == 1 || asked.is_some_and(|purpose| open.contains(&purpose));
    let to = destination(retour);
    let to = if settled {
        to.to_owned()
    } else {
        format!("/agent/motif?retour={}", lang::escaped(to))
    };
    let mut response = Redirect::to(&to).into_response();
    let cookie = Cookie::Session.write(visit.tls, &opened.token, None);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    let word = known::made(&front.world, &opened.staff.login);
    let cookie = Cookie::Known.write(visit.tls, &word, Some(known::KNOWN_SECONDS));
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// The question to a passkey: the same whoever asks, and whatever login and password were typed with it.
async fn ask_passkey(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
    Form(given): Form<Credentials>,
) -> Result<Response, Failure> {
    let standing = match given.login.trim().is_empty() && given.password.is_empty() {
        true => Standing::Within,
        false => counted(&front, &visit, &headers, &given.login)?,
    };
    let cx = Cx::anyone(&front.world, Actor::Stranger, visit.lang);
    let typed = (given.login.as_str(), given.password.as_str());
    let asked = passkey::begin_entering(&cx, typed, standing == Standing::Over).await?;
    let asked = asked.ok_or_else(Failure::not_found)?;
    let frame = visit.frame(visit.say().say("accounts-passkey-enter"));
    let kept = vec![("purpose", given.purpose), ("retour", given.retour)];
    AskedPage::get("/connexion/cle/confirmer", &asked, kept, "/connexion").for_anybody(frame)
}

async fn enter_with_passkey(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
    Form(given): Form<Answered>,
) -> Result<Response, Failure> {
    let cx = Cx::anyone(&front.world, Actor::Stranger, visit.lang)
        .seen_from(Place::of(&visit, &headers));
    let asked = Purpose::from_code(&given.purpose);
    let choose = |staff: &Staff| pick(&front.authority, staff, asked);
    let answer = (given.id, given.answer.as_str());
    match passkey::finish_entering(&cx, answer, &choose).await? {
        Some(opened) => Ok(entered(&front, &visit, &opened, asked, &given.retour)),
        None => refused(&front, &visit, "", asked, &given.retour),
    }
}

/// Counts this try on this login: apart, from a browser that signed in under it before; else with its
/// network, which is stopped when it tries too often whatever the login.
fn counted(
    front: &Front,
    visit: &Visit,
    headers: &HeaderMap,
    login: &str,
) -> Result<Standing, Failure> {
    let login = login.trim().to_lowercase();
    let held = Cookie::Known.read(headers, visit.tls);
    if let Some(word) = held.and_then(|held| known::read(&front.world, &login, held)) {
        return Ok(front.sign_ins.take_known(&login, &word));
    }
    let taken = front.networks.take(Rate::SignIn, visit.network, None);
    taken.map_err(Failure::too_many)?;
    Ok(front.sign_ins.take(&login, visit.network))
}

async fn sign_out(visit: Visit, signed: Signed) -> Result<Response, Failure> {
    super::sign_out(&signed.cx, &signed.token).await?;
    let mut response = match oidc::farewell(&signed.cx, &signed.token).await? {
        Some((label, url)) => oidc::pages::left(&visit, &label, &url)?,
        None => Redirect::to("/connexion").into_response(),
    };
    let cookie = Cookie::Session.write(visit.tls, "", Some(0));
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, cookie);
    // Whoever uses this computer next finds no page of the session by going back.
    headers.insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(response)
}

async fn purposes(
    State(front): State<Arc<Front>>,
    Query(back): Query<Back>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    let say = visit.say();
    let open = front.authority.purposes(&signed.actor);
    let title = say.say("accounts-purpose-title");
    written(&PurposePage {
        f: front.staff_frame(&visit, &signed, title),
        purposes: purpose_choices(
            &say,
            &open,
            Some(signed.purpose),
            "accounts-purpose-journal",
        ),
        retour: destination(&back.retour.unwrap_or_default()).to_owned(),
        change: Button::primary(say.say("accounts-purpose-change")),
    })
}

async fn set_purpose(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Form(given): Form<Chosen>,
) -> Result<Redirect, Failure> {
    let purpose = Purpose::from_code(&given.purpose).ok_or_else(Failure::unprocessable)?;
    if !front.authority.purposes(&signed.actor).contains(&purpose) {
        return Err(Failure::forbidden());
    }
    // The row of the journal bears the purpose from now on.
    let mut cx = signed.cx;
    cx.purpose = Some(purpose);
    super::change_purpose(&cx, &signed.token, purpose).await?;
    Ok(Redirect::to(destination(&given.retour)))
}
