//! The draft that a browser holds, opened by its cookie; or that a telephone gives files to. A cookie that
//! opens nothing leads to the page where codes are typed, or to the receipt when the draft was filed.

use crate::draft::Draft;
use crate::telephone::{self, NotGiven};
use crate::{attach, file, receipt, resume, warn};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::dates;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::form::{Journey, Next, Page, PageUse};
use faisceau_domain::id::ExhibitId;
use faisceau_domain::journal::Actor;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::Received;
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::web::parts::{Notice, Tone};
use faisceau_platform::web::{Cookie, Failure, Frame, Front, Tls, Visit};
use std::sync::Arc;

/// Where a code is typed, saying that this browser's own opens nothing.
const OPENS_NOTHING: &str = "/reprendre?motif=introuvable";

/// A request from someone whose cookie has the form of a code. What it opens is not known yet.
pub(super) struct Holder {
    /// The context of operations.
    pub(super) cx: Cx,
    /// The request.
    pub(super) visit: Visit,
    /// The code.
    pub(super) code: Code,
}

/// Who gives files to a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Giver {
    /// Who holds the draft.
    Holder,
    /// A telephone: it is asked for files only, and reads nothing else.
    Telephone,
}

/// A request with its live draft.
pub(crate) struct Held {
    /// The context of operations.
    pub(crate) cx: Cx,
    /// The request.
    pub(crate) visit: Visit,
    /// The draft.
    pub(crate) draft: Draft,
    /// Who asks.
    pub(super) giver: Giver,
}

impl FromRequestParts<Arc<Front>> for Holder {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, front: &Arc<Front>) -> Result<Holder, Response> {
        let visit = Visit::from_request_parts(parts, front)
            .await
            .map_err(IntoResponse::into_response)?;
        let code = cookie_code(&parts.headers, front.tls());
        Ok(Holder {
            cx: Cx::anyone(&front.world, Actor::Victim, visit.lang),
            code: code.ok_or_else(|| opens_nothing(visit.tls))?,
            visit,
        })
    }
}

impl FromRequestParts<Arc<Front>> for Held {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, front: &Arc<Front>) -> Result<Held, Response> {
        let holder = Holder::from_request_parts(parts, front).await?;
        let broken = |fault: Fault| Failure::fault(&fault).into_response();
        let found = resume::resume(&holder.cx, &holder.code)
            .await
            .map_err(broken)?;
        match found {
            // Questions come after the orientation; erasing may come at any time.
            Some(draft) if draft.answers.orienting() && !open_meanwhile(&holder.visit.path) => {
                Err(Redirect::to(&going_on(&holder.cx, &draft)).into_response())
            }
            Some(draft) => Ok(Held::of(holder.cx, holder.visit, draft)),
            None => Err(holder.elsewhere().await.map_err(broken)?),
        }
    }
}

impl Holder {
    /// What the code was filed as, if it was.
    pub(super) async fn filed(&self) -> Result<Option<file::Filed>, Fault> {
        let mut tx = self.cx.world.db.read().await?;
        file::already(&self.cx, &mut tx, &self.code).await
    }

    /// The receipt when the draft was filed, else the page where codes are typed.
    async fn elsewhere(&self) -> Result<Response, Fault> {
        Ok(match self.filed().await? {
            Some(_) => Redirect::to("/plainte/recu").into_response(),
            None => opens_nothing(self.visit.tls),
        })
    }
}

/// To the page where codes are typed; the cookie that opens nothing is dropped.
pub(super) fn opens_nothing(tls: Tls) -> Response {
    with_cookie(Redirect::to(OPENS_NOTHING).into_response(), erased(tls))
}

/// The line that drops the draft's cookie.
pub(super) fn erased(tls: Tls) -> HeaderValue {
    Cookie::Draft.write(tls, "", Some(0))
}

/// The code this browser holds, if its cookie has the form of one; what it opens is not known yet.
pub(crate) fn cookie_code(headers: &HeaderMap, tls: Tls) -> Option<Code> {
    let typed = Cookie::Draft.read(headers, tls)?;
    Code::parse(CodeKind::Resume, typed).ok()
}

/// The line that gives a browser its draft. On a sensitive type, and as long as the type is not
/// known, it ends with the browser: someone else may use the same one.
pub(super) fn kept(cx: &Cx, tls: Tls, draft: &Draft) -> HeaderValue {
    let days = u64::from(cx.world.config.limits.draft_days);
    let sensitive = draft.answers.orienting() || draft.journey(&cx.world.forms).kind().exit_button;
    let seconds = (!sensitive).then_some(days * 24 * 3600);
    Cookie::Draft.write(tls, draft.code.bare(), seconds)
}

/// The line that gives a browser the receipt of what was filed elsewhere. It ends with the browser,
/// whatever the type: who types a code again may be at somebody else's.
pub(super) fn kept_for_receipt(tls: Tls, code: &Code) -> HeaderValue {
    Cookie::Draft.write(tls, code.bare(), None)
}

/// The same answer, with a cookie.
pub(super) fn with_cookie(mut response: Response, cookie: HeaderValue) -> Response {
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// Whether a page opens while the orientation of a draft is not over.
fn open_meanwhile(path: &str) -> bool {
    path.starts_with("/orientation") || path == "/plainte/effacer"
}

/// Where a draft goes on: a question of its orientation, or a page of its journey.
pub(super) fn going_on(cx: &Cx, draft: &Draft) -> String {
    let forms = &cx.world.forms;
    let standing = forms.standing(&draft.answers);
    match standing
        .filter(|_| draft.answers.orienting())
        .map(|s| s.next)
    {
        Some(Next::Ask(at)) => format!("/orientation/q/{}", at.key),
        Some(Next::Type(_)) => "/orientation/resultat".to_owned(),
        None => super::tasks::goes_on(&draft.journey(forms)),
    }
}

/// The address of a page of the journey.
pub(super) fn address(page: &Page<'_>) -> String {
    match page.purpose {
        PageUse::Questions => format!("/plainte/q/{}", page.slug),
        PageUse::Check => "/plainte/verifier".to_owned(),
        PageUse::Declaration => "/plainte/declaration".to_owned(),
    }
}

impl Held {
    /// A request of who holds the draft.
    pub(crate) fn of(cx: Cx, visit: Visit, draft: Draft) -> Held {
        Held {
            cx,
            visit,
            draft,
            giver: Giver::Holder,
        }
    }

    /// The journey of the draft.
    pub(super) fn journey(&self) -> Journey<'_> {
        self.draft.journey(&self.cx.world.forms)
    }

    /// Attaches a received file, the way of whoever gives it.
    pub(super) async fn attach(
        &self,
        received: &Received,
        name: &str,
    ) -> Outcome<ExhibitId, NotGiven> {
        match self.giver {
            Giver::Telephone => telephone::give(&self.cx, &self.draft.code, received, name).await,
            Giver::Holder => attach::to_draft(&self.cx, &self.draft, received, name)
                .await
                .map_err(|error| match error {
                    Error::Refused(why) => Error::Refused(NotGiven::NotAttached(why)),
                    Error::Fault(fault) => Error::Fault(fault),
                }),
        }
    }

    /// The frame of a page of this draft: discreet on sensitive types.
    pub(super) fn frame(&self, title: impl Into<String>) -> Frame {
        let frame = self.visit.frame(title);
        if self.journey().kind().exit_button {
            frame.discreet()
        } else {
            frame
        }
    }

    /// The last day the draft is kept, as it is written.
    pub(super) fn until(&self) -> String {
        let day = self.draft.expires_at.to_zoned(receipt::zone()).date();
        dates::day(&self.visit.say(), day)
    }

    /// Told on each page when the end is near: any answer moves it away.
    pub(super) fn ends_soon(&self) -> Option<Notice> {
        let left = self
            .draft
            .expires_at
            .duration_since(self.cx.world.clock.now());
        (left <= warn::BEFORE).then(|| {
            let say = self.visit.say();
            let title = say.with("after-ends-soon", &[("date", &self.until())]);
            Notice::new(Tone::Info, title, say.say("after-ends-soon-text"))
        })
    }

    /// The code, as shown.
    pub(super) fn code(&self) -> String {
        self.draft.code.grouped()
    }

    /// To where the draft goes on.
    pub(super) fn goes_on(&self) -> Response {
        Redirect::to(&going_on(&self.cx, &self.draft)).into_response()
    }
}
