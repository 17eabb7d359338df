//! What some of the demonstration's roles keep in the question library: questions of their own, and keys for their tools.
//!
//! Nobody has these keys' secrets: a key is here to be seen, and whoever wants to use one makes her own. Their days are reckoned from
//! the day of loading, so that one of them is good whenever the demonstration is tried.

use std::sync::Arc;

use access::{Action, Actor, Request, permit};
use chrono::{Days, NaiveDate};
use councils::RoleAssignment;
use kernel::{Error, Result, Timestamp};
use library::{
    AccessToken, Owner, SavedQuestion,
    access_token::{CreateAccessToken, SecretHash},
    saved_question::{By, Draft, Shared, Sharing},
};
use serde_json::{Value, json};
use store::{Sealer, Tx};

use super::{
    seed_003::Gothenburg,
    world::{World, day, noon},
};

const CONTACT: &str = "demo-org-contact";
const CHAIR: &str = "demo-council-member";
const COORDINATOR: &str = "demo-hub-coordinator";

const ENROLLED: &str = "fordonsforetagets-anmalningar";
const UNDECIDED: &str = "radets-behov-att-besluta";
const PLANNED: &str = "navets-oppna-insatser";

/// The questions and the keys.
pub(super) struct Saved {
    questions: Vec<SavedQuestion>,
    keys: Vec<AccessToken>,
}

impl Saved {
    /// In the order that references ask for: the roles are there.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub(super) async fn insert(&self, tx: &mut Tx) -> Result<()> {
        tx.insert_many(&self.questions).await?;
        tx.insert_many(&self.keys).await
    }
}

/// Made by those who hold the roles in `world`, with ids after all that is there.
///
/// # Errors
/// `Broken` when a question does not stand or a role is missing.
pub(super) fn build(world: &World, at: &Gothenburg, sealer: &Sealer, today: NaiveDate) -> Result<Saved> {
    let company = Owner::Organisation(at.vehicle_company);
    let questions = vec![
        published(question(world, CONTACT, company, Sharing::Owner, enrolled())?)?,
        published(question(world, CHAIR, Owner::Council(at.council), Sharing::Council, undecided())?)?,
        question(world, COORDINATOR, Owner::Hub(at.hub), Sharing::Owner, planned())?,
    ];
    let since = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let until = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let mut office =
        key(world, sealer, CONTACT, "Power BI på personalavdelningen", &[ENROLLED], since(60), until(240))?;
    office.last_used_on = Some(since(1));
    let mut report =
        key(world, sealer, CHAIR, "Rådets månadsrapport i Excel", &[UNDECIDED, "projektkort"], since(90), until(200))?;
    report.last_used_on = Some(since(31));
    report.revoke("Rapporten görs numera av kansliet", noon(since(30)))?;
    let trial = key(world, sealer, COORDINATOR, "Prov med DuckDB", &["projektkort"], since(400), since(310))?;
    Ok(Saved { questions, keys: vec![office, report, trial] })
}

/// Slug, document and definition.
type Written = (&'static str, &'static str, Value);

fn question(world: &World, subject: &str, owner: Owner, sharing: Sharing, written: Written) -> Result<SavedQuestion> {
    let (slug, document, definition) = written;
    let draft =
        Draft::read(slug, document, definition).map_err(|faults| Error::broken(format!("{slug}: {faults:?}")))?;
    let shared = Shared::new(owner, sharing, None)?;
    Ok(SavedQuestion::begin(world.id(), owner, draft, shared, by(role(world, subject)?)).0)
}

fn published(mut question: SavedQuestion) -> Result<SavedQuestion> {
    let by = By { principal: question.created_by.clone(), at: question.created_at };
    question.publish(by)?;
    Ok(question)
}

fn by(role: &RoleAssignment) -> By {
    By { principal: format!("{}|{}", role.issuer, role.subject), at: noon(day(2022, 9, 1)) }
}

/// The role that the demonstration gives this subject.
fn role<'w>(world: &'w World, subject: &str) -> Result<&'w RoleAssignment> {
    let found = world.roles.iter().find(|role| role.subject == subject);
    found.ok_or_else(|| Error::broken(format!("{subject} holds no role")))
}

/// A key as its creator would have made it, by the same rules.
fn key(
    world: &World,
    sealer: &Sealer,
    subject: &str,
    purpose: &str,
    questions: &[&str],
    made: NaiveDate,
    expires_on: NaiveDate,
) -> Result<AccessToken> {
    let role = role(world, subject)?;
    let actor = Actor::signed_in(role.issuer.clone(), role.subject.clone(), vec![role.held()]);
    let grant = permit(&Arc::new(Request::new(actor, "demonstration")), Action::CreateAccessToken)?;
    let id = world.id();
    let command = CreateAccessToken {
        assignment: role.id,
        purpose: purpose.to_owned(),
        questions: questions.iter().map(|slug| (*slug).to_owned()).collect(),
        expires_on,
    };
    let made: Timestamp = noon(made);
    Ok(AccessToken::create(id, SecretHash::of_nobody(sealer, id)?, command, &grant, made)?.0)
}

fn enrolled() -> Written {
    let document = "query VaraAnmalningar($first: Int!, $after: String) {
  enrolments(first: $first, after: $after, orderBy: [{ field: APPLIED_ON, direction: DESC }]) {
    nodes { appliedOn status effort { title hours } }
    pageInfo { hasNextPage endCursor }
  }
}";
    let definition = json!({
        "theme": "insatser",
        "title": { "sv": "Vad är våra medarbetare anmälda till?", "en": "What are our employees enrolled in?" },
        "ingress": {
            "sv": "En anmälan per rad med utbildning och status, de senaste först. Inga namn.",
            "en": "One enrolment a row with effort and status, the latest first. No names.",
        },
        "rows": "enrolments.nodes",
        "column": [
            column("applied_on", "appliedOn", "date", "Anmäld", "Enrolled"),
            column("status", "status", "code", "Status", "Status"),
            column("effort", "effort.title", "text", "Utbildning", "Effort"),
            column("hours", "effort.hours", "integer", "Timmar", "Hours"),
        ],
    });
    (ENROLLED, document, definition)
}

fn undecided() -> Written {
    let document = "query BehovAttBesluta($first: Int!, $after: String) {
  needs(first: $first, after: $after, filter: { status: { eq: QUALIFIED } }, orderBy: [{ field: PEOPLE_NEEDED, direction: DESC }]) {
    nodes { title industryCouncil { name } peopleNeeded reportedOn }
    pageInfo { hasNextPage endCursor }
  }
}";
    let definition = json!({
        "theme": "behov",
        "title": { "sv": "Vilka behov väntar på rådets beslut?", "en": "Which needs await the council's decision?" },
        "ingress": {
            "sv": "Kvalificerade behov som rådet inte har förankrat, de största först. Underlag till nästa möte.",
            "en": "Qualified needs that the council has not endorsed, the largest first. For the next meeting.",
        },
        "rows": "needs.nodes",
        "column": [
            column("need", "title", "text", "Behov", "Need"),
            column("industry_council", "industryCouncil.name", "text", "Branschråd", "Industry council"),
            column("people_needed", "peopleNeeded", "integer", "Personer som behövs", "People needed"),
            column("reported_on", "reportedOn", "date", "Anmält", "Reported"),
        ],
        "chart": { "kind": "bar", "x": "need", "y": "people_needed" },
    });
    (UNDECIDED, document, definition)
}

fn planned() -> Written {
    let document = "query OppnaInsatser($first: Int!, $after: String) {
  efforts(first: $first, after: $after, filter: { status: { eq: OPEN } }) {
    nodes { title hours hub { name } }
    pageInfo { hasNextPage endCursor }
  }
}";
    let definition = json!({
        "theme": "insatser",
        "title": { "sv": "Vilka insatser kan man anmäla sig till?", "en": "Which efforts are open for enrolment?" },
        "ingress": {
            "sv": "Öppna insatser med längd och nav. Ett utkast som navet arbetar på.",
            "en": "Open efforts with length and hub. A draft that the hub is working on.",
        },
        "rows": "efforts.nodes",
        "column": [
            column("effort", "title", "text", "Insats", "Effort"),
            column("hours", "hours", "integer", "Timmar", "Hours"),
            column("hub", "hub.name", "text", "Kompetensnav", "Hub"),
        ],
    });
    (PLANNED, document, definition)
}

fn column(name: &str, path: &str, kind: &str, sv: &str, en: &str) -> Value {
    json!({ "name": name, "path": path, "type": kind, "label": { "sv": sv, "en": en } })
}
