//! `/nycklar` and `/nycklar/aterkalla`.

use std::sync::Arc;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderMap, Uri},
    response::Response,
    routing::{get, post},
};
use chrono::NaiveDate;

use super::port::{Field, Keys, NewKey, NotDone, Revocation, Wrong};
use crate::{
    ask::{note, see_other},
    page::{
        self,
        keys::{Draft, Shown},
        shell,
    },
    port::Refusal,
    sent::{FormBody, Sent},
    session::random,
    site::Site,
    visit::Visit,
};

/// Bytes of a form: fifty questions and two texts are some 8 kB.
const FORM_BYTES: usize = 64 * 1024;

/// The routes.
pub(crate) fn router() -> Router<Arc<Site>> {
    Router::new()
        .route("/nycklar", get(show).post(make))
        .route("/nycklar/aterkalla", post(revoke))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
}

/// `GET /nycklar`, with `?fraga=…` for a question to begin with and `?efter=…` for the next page.
async fn show(State(site): State<Arc<Site>>, request: Request) -> Response {
    let visit = Visit::of(&site, &request).of_session();
    let Some(keys) = &site.keys else { return shell(&visit, page::problem::nowhere(&visit)) };
    let wished = visit.pairs.iter().filter(|(name, _)| name == "fraga").map(|(_, slug)| slug.clone()).collect();
    let draft = Draft { questions: wished, ..Draft::default() };
    let revoked = visit.value("klart") == Some("aterkallad");
    list(&site, keys.as_ref(), &visit, Shown { draft, revoked, ..Shown::default() }).await
}

/// `POST /nycklar`.
async fn make(State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap, FormBody(body): FormBody) -> Response {
    let visit = Visit::new(&site, &uri, &headers).of_session();
    let Some(keys) = &site.keys else { return shell(&visit, page::problem::nowhere(&visit)) };
    let sent = Sent::of(&body);
    if !sent.is_from(&site, &visit, &headers) {
        return strange(&site, keys.as_ref(), &visit).await;
    }
    let draft = Draft {
        role: sent.text("roll"),
        purpose: sent.text("andamal"),
        questions: sent.all("fraga"),
        expires_on: sent.text("till"),
        wrong: Vec::new(),
    };
    let Some(expires_on) = day(&draft.expires_on) else {
        let words = visit.say("Skriv en dag som 2027-03-01.", "Write a day such as 2027-03-01.").to_owned();
        let draft = Draft { wrong: vec![Wrong { field: Field::ExpiresOn, words }], ..draft };
        return list(&site, keys.as_ref(), &visit, Shown { draft, ..Shown::default() }).await;
    };
    let wish = NewKey {
        role: draft.role.clone(),
        purpose: draft.purpose.clone(),
        questions: draft.questions.clone(),
        expires_on,
        once: sent.text("en-gang"),
    };
    match keys.make(&visit.caller, &wish).await {
        Ok(made) => match site.library.list(&visit.caller).await {
            Ok(questions) => shell(&visit, page::keys::made(&visit, &made, &questions)),
            // The secret is told now or never, whatever else is away.
            Err(_) => shell(&visit, page::keys::made(&visit, &made, &[])),
        },
        Err(NotDone::Wrong(wrong)) => {
            let draft = Draft { wrong: vec![wrong], ..draft };
            list(&site, keys.as_ref(), &visit, Shown { draft, ..Shown::default() }).await
        }
        Err(NotDone::Refused(refusal)) => refuse(&visit, &refusal),
    }
}

/// `POST /nycklar/aterkalla`.
async fn revoke(State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap, FormBody(body): FormBody) -> Response {
    let visit = Visit::new(&site, &uri, &headers).of_session();
    let Some(keys) = &site.keys else { return shell(&visit, page::problem::nowhere(&visit)) };
    let sent = Sent::of(&body);
    if !sent.is_from(&site, &visit, &headers) {
        return strange(&site, keys.as_ref(), &visit).await;
    }
    let wish = Revocation {
        id: sent.text("nyckel"),
        version: sent.text("version").parse().unwrap_or_default(),
        reason: sent.text("skal"),
        once: sent.text("en-gang"),
    };
    match keys.revoke(&visit.caller, &wish).await {
        Ok(()) => see_other(&visit.link("/nycklar?klart=aterkallad")),
        Err(NotDone::Wrong(wrong)) => {
            let shown = Shown { revoking: Some((wish.id, wish.reason, wrong)), ..Shown::default() };
            list(&site, keys.as_ref(), &visit, shown).await
        }
        Err(NotDone::Refused(refusal)) => refuse(&visit, &refusal),
    }
}

/// The page, whatever was wrong or done before.
async fn list(site: &Site, keys: &dyn Keys, visit: &Visit, shown: Shown) -> Response {
    if visit.session.is_none() {
        return refuse(visit, &Refusal::SignIn);
    }
    let after = visit.value("efter").filter(|after| !after.is_empty());
    let ring = match keys.ring(&visit.caller, after).await {
        Ok(ring) => ring,
        Err(refusal) => return refuse(visit, &refusal),
    };
    match site.library.list(&visit.caller).await {
        Ok(questions) => shell(visit, page::keys::page(visit, &ring, &questions, &shown, &random())),
        Err(refusal) => refuse(visit, &refusal),
    }
}

/// What a form of others', or one too old, is answered with. Nothing of what it says is shown.
async fn strange(site: &Site, keys: &dyn Keys, visit: &Visit) -> Response {
    list(site, keys, visit, Shown { strange: true, ..Shown::default() }).await
}

fn refuse(visit: &Visit, refusal: &Refusal) -> Response {
    let mut response = shell(visit, page::keys::refused(visit, refusal));
    note(&mut response, refusal);
    response
}

fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_in_one_way() {
        assert_eq!(day("2027-03-01"), NaiveDate::from_ymd_opt(2027, 3, 1));
        for wrong in ["", "2027-3-1", "2027-02-30", "1/3 2027", "20270301", "+2027-03-01"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }
}
