//! Access tokens in memory, and people to sign in as: one for each state that the page of keys can be in.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header},
};
use chrono::{NaiveDate, TimeDelta};
use futures_util::future::BoxFuture;
use kernel::Lang;
use tower::ServiceExt;
use web::{
    Site,
    keys::{Field, Key, KeyStatus, Keys, NewKey, NewToken, NotDone, Revocation, Ring, Wrong},
    port::{Caller, Choice, Refusal},
    session::{Demonstration, Gate, Known, Role, SessionKey, SignIn, Unproven},
};

use crate::library::{Fake, clock, now};

/// The secret of every key made here.
pub const SECRET: &str = "kn_provets-hemlighet";
/// Whom one may be: has keys, has none yet, sees but makes none, may not, meets a service that is away.
const PEOPLE: [&str; 5] = ["agare", "nyborjare", "granskare", "utan-ratt", "borta"];

/// What was asked of the keys, and by which token.
#[derive(Default)]
pub struct FakeKeys {
    pub made: Mutex<Vec<(String, NewKey)>>,
    pub revoked: Mutex<Vec<(String, Revocation)>>,
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn key(id: &str, purpose: &str, status: KeyStatus) -> Key {
    Key {
        id: id.to_owned(),
        version: 3,
        purpose: purpose.to_owned(),
        questions: vec!["behov-per-branschrad".to_owned(), "okand-fraga".to_owned()],
        acts_in: "Kontaktperson, Åkeri & Co".to_owned(),
        status,
        created_at: "2026-10-05T07:30:00Z".parse().expect("an instant"),
        expires_on: day("2027-03-01"),
        last_used_on: (status == KeyStatus::Active).then(|| day("2026-11-20")),
        revoked_reason: (status == KeyStatus::Revoked).then(|| "Bytt dator".to_owned()),
    }
}

fn wrong(field: Field, words: &str) -> NotDone {
    NotDone::Wrong(Wrong { field, words: words.to_owned() })
}

fn person(caller: &Caller) -> Result<&str, Refusal> {
    let token = caller.token.as_deref().ok_or(Refusal::SignIn)?;
    token.strip_prefix("prov|").ok_or(Refusal::SignInAgain)
}

impl Keys for FakeKeys {
    fn ring<'a>(&'a self, caller: &'a Caller, after: Option<&'a str>) -> BoxFuture<'a, Result<Ring, Refusal>> {
        Box::pin(async move {
            let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
            let roles = vec![choice("role_a", "Kontaktperson, Åkeri & Co"), choice("role_b", "Ordförande, Rådet")];
            let keys = vec![
                key("token_a", "Power BI <på> kontoret", KeyStatus::Active),
                key("token_b", "Gammal rapport", KeyStatus::Revoked),
                key("token_c", "Förra årets prov", KeyStatus::Expired),
            ];
            let (keys, next) = match after {
                None => (keys, Some("sida två".to_owned())),
                Some(_) => (keys[2..].to_vec(), None),
            };
            match person(caller)? {
                "agare" => Ok(Ring { keys, next, roles, may_read: true, may_revoke: true }),
                "nyborjare" => Ok(Ring { roles, may_read: true, may_revoke: true, ..Ring::default() }),
                "granskare" => Ok(Ring { keys, may_read: true, ..Ring::default() }),
                "utan-ratt" => Ok(Ring::default()),
                _ => Err(Refusal::Away(5)),
            }
        })
    }

    fn may_make<'a>(&'a self, caller: &'a Caller) -> BoxFuture<'a, bool> {
        Box::pin(async move { matches!(person(caller), Ok("agare" | "nyborjare")) })
    }

    fn make<'a>(&'a self, caller: &'a Caller, wish: &'a NewKey) -> BoxFuture<'a, Result<NewToken, NotDone>> {
        Box::pin(async move {
            person(caller).map_err(NotDone::Refused)?;
            let mut made = self.made.lock().expect("alone");
            let is_repeated = made.iter().any(|(_, known)| known.once == wish.once);
            match () {
                () if wish.purpose.is_empty() => return Err(wrong(Field::Purpose, "Texten är tom.")),
                () if wish.questions.is_empty() => return Err(wrong(Field::Questions, "Ange minst en fråga.")),
                () if wish.role != "role_a" => return Err(wrong(Field::Role, "Det finns ingen sådan.")),
                () if wish.expires_on > day("2027-11-22") => return Err(wrong(Field::ExpiresOn, "Högst ett år.")),
                () if is_repeated => {}
                () => made.push((caller.token.clone().unwrap_or_default(), wish.clone())),
            }
            let key = Key { questions: wish.questions.clone(), ..key("token_n", &wish.purpose, KeyStatus::Active) };
            Ok(NewToken { key, secret: (!is_repeated).then(|| SECRET.to_owned()) })
        })
    }

    fn revoke<'a>(&'a self, caller: &'a Caller, wish: &'a Revocation) -> BoxFuture<'a, Result<(), NotDone>> {
        Box::pin(async move {
            person(caller).map_err(NotDone::Refused)?;
            match () {
                () if wish.reason.is_empty() => return Err(wrong(Field::Reason, "Texten är tom.")),
                () if wish.version != 3 => return Err(wrong(Field::Whole, "Någon annan hann före.")),
                () => self.revoked.lock().expect("alone").push((caller.request_id.clone(), wish.clone())),
            }
            Ok(())
        })
    }
}

struct Believer;

impl Gate for Believer {
    fn verify<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Result<Known, Unproven>> {
        let known = token.split_once('|').map(|(issuer, subject)| Known {
            issuer: issuer.to_owned(),
            subject: subject.to_owned(),
            expires_at: now() + TimeDelta::hours(3),
        });
        Box::pin(async move { known.ok_or(Unproven::Invalid) })
    }

    fn verify_id_token<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Known, Unproven>> {
        Box::pin(async { Err(Unproven::Invalid) })
    }
}

struct People;

impl Demonstration for People {
    fn roles(&self, _: Lang) -> Vec<Role> {
        PEOPLE.iter().map(|key| Role { key: (*key).to_owned(), about: (*key).to_owned() }).collect()
    }

    fn token(&self, role: &str) -> Option<String> {
        PEOPLE.contains(&role).then(|| format!("prov|{role}"))
    }
}

/// The pages with these keys, and the keys.
pub fn site() -> (Site, Arc<FakeKeys>) {
    let keys = Arc::new(FakeKeys::default());
    let sign_in =
        SignIn::new(SessionKey::new(&[7; 32]), false, Arc::new(Believer)).with_demonstration(Arc::new(People));
    let site = Site { sign_in: Some(Arc::new(sign_in)), keys: Some(keys.clone()), ..Site::new(Fake::new(), clock()) };
    (site, keys)
}

/// The value of a hidden field of the form that `from` begins.
pub fn field(html: &str, from: &str, name: &str) -> String {
    let form = html.split(from).nth(1).unwrap_or_else(|| panic!("no {from} in\n{html}"));
    let rest = form.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// The cookie of a session as one of [`PEOPLE`].
pub async fn signed_in(router: &Router, person: &str) -> String {
    let ask = async |request: Request<Body>| {
        let (parts, body) = router.clone().oneshot(request).await.expect("an answer").into_parts();
        let html = to_bytes(body, 1 << 20).await.expect("a body").to_vec();
        let cookies = parts.headers.get_all(header::SET_COOKIE).into_iter().map(|set| set.to_str().expect("ASCII"));
        let cookies: Vec<String> = cookies.map(|set| set.split(';').next().unwrap_or_default().to_owned()).collect();
        (cookies, String::from_utf8(html).expect("UTF-8"))
    };
    let (cookies, html) = ask(Request::get("/logga-in").body(Body::empty()).expect("a request")).await;
    let answer = field(&html, "form class=\"roles\"", "svar");
    let form = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("svar", answer.as_str()), ("roll", person)])
        .finish();
    let request = Request::post("/logga-in").header("sec-fetch-site", "same-origin").header("cookie", &cookies[0]);
    let (cookies, _) = ask(request.body(Body::from(form)).expect("a request")).await;
    cookies.into_iter().find(|cookie| cookie.starts_with("kn-session=")).expect("a session")
}
