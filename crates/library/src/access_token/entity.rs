//! What an access token is, and how far it may go.

use std::collections::BTreeSet;

use access::{Action, Anchors, Assignment, Breadth, Grant, Role, policy::breadth};
use chrono::{Months, NaiveDate};
use kernel::{
    Command, Error, Result, Timestamp, command,
    command::{Bound, Days, Kind, REASON, line},
    error::{both, required_reason, rules as shared_rules},
    id::{AccessTokenId, RoleAssignmentId},
    machine::{Step, takes},
    personal_number::nameless,
    swedish_day, text_enum,
};
use store::Event;

use super::secret::SecretHash;
use crate::owner::Owner;

/// Rules of access tokens.
pub mod rules {
    kernel::rules! {
        /// A token lasts a year at the most, and is not made for days gone by.
        EXPIRY_IS_WRONG:
            "Nyckeln gäller från i dag och högst ett år.",
            "The token lasts from today and a year at the most.";
        /// A token names what it may ask.
        QUESTIONS_ARE_MISSING:
            "Ange minst en fråga som nyckeln får ställa.",
            "Name at least one question that it may ask.";
        /// A token names 50 questions at most.
        TOO_MANY_QUESTIONS:
            "Ange högst 50 frågor.",
            "Name at most 50 questions.";
        /// A token names questions that there are, within the assignment's reach.
        QUESTION_IS_UNKNOWN:
            "En av frågorna finns inte, eller så når rollen den inte.",
            "One of the questions does not exist, or the role does not reach it.";
        /// What is revoked stays so.
        TOKEN_IS_REVOKED: "Nyckeln är redan återkallad.", "The token is revoked already.";
    }
}

/// Most questions of one token.
const MOST_QUESTIONS: usize = 50;
/// Longest life of a token, months.
const MOST_MONTHS: u32 = 12;

text_enum! {
    pub enum AccessTokenStatus ("Nyckelns status.", "Status of an access token.") {
        Active = "ACTIVE" ("Gäller", "Active"),
        Expired = "EXPIRED" ("Har gått ut", "Expired"),
        Revoked = "REVOKED" ("Återkallad", "Revoked"),
    }
}

text_enum! {
    /// Steg i en nyckels livslopp.
    pub enum AccessTokenVerb {
        Revoke = "revoke" ("återkalla", "revoke", ("med skäl", "with a reason")),
    }
}

/// The state machine. That it expires is the day's doing.
pub const TRANSITIONS: &[Step<AccessTokenStatus, AccessTokenVerb>] = &[
    (AccessTokenStatus::Active, AccessTokenVerb::Revoke, AccessTokenStatus::Revoked),
    (AccessTokenStatus::Expired, AccessTokenVerb::Revoke, AccessTokenStatus::Revoked),
];

/// Åtkomstnyckel.
#[derive(Clone, Debug)]
pub struct AccessToken {
    /// Id.
    pub id: AccessTokenId,
    /// Version, counted up by every change; a use is no change.
    pub version: i32,
    /// Whose it is: what its assignment is anchored in.
    pub owner: Owner,
    /// The creator's token issuer.
    pub issuer: String,
    /// The creator's subject at that issuer.
    pub subject: String,
    /// The creator's assignment that it acts in.
    pub assignment: RoleAssignmentId,
    /// That assignment's role.
    pub role: Role,
    /// Ändamål: what it is for, 1–500 characters.
    pub purpose: String,
    /// The addresses of the questions it may ask, in order.
    pub questions: Vec<String>,
    /// What is kept of its secret.
    pub hash: SecretHash,
    /// When it was made.
    pub created_at: Timestamp,
    /// The last day it can be used.
    pub expires_on: NaiveDate,
    /// The last day it was used.
    pub last_used_on: Option<NaiveDate>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// Why.
    pub revoked_reason: Option<String>,
}

/// A question's address. Whether there is one is told of all together.
const ADDRESS: Bound<String> = Bound { kind: Kind::Line { max: 80 }, check: |_, text| nameless(text) };

command! {
    pub struct CreateAccessToken as "CreateAccessTokenInput" ("Skapa åtkomstnyckel.", "Create an access token.") {
        assignment: RoleAssignmentId as "roleAssignmentId"
            ("Din rolltilldelning som den ska verka i: `viewer.roles.id`.",
             "Your role assignment that it will act in: `viewer.roles.id`."),
        purpose: String as "purpose" [line(500)] ("Ändamål: vad den är till för.", "Purpose: what it is for."),
        questions: Vec<String> as "questions" [ADDRESS]
            ("Frågor som den får ställa, efter adress: 1–50.", "Questions it may ask, by address: 1–50."),
        expires_on: NaiveDate as "expiresOn" [command::days(Days::WithinMonths(MOST_MONTHS))]
            ("Sista dag: högst ett år från i dag.", "Last day: at most a year from today."),
    }
}

command! {
    pub struct RevokeAccessToken as "RevokeAccessTokenInput" ("Återkalla åtkomstnyckel.", "Revoke an access token.")
        of AccessTokenId, ("Nyckeln.", "The token.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl AccessToken {
    /// A new token of one of the caller's assignments.
    ///
    /// # Errors
    /// `Invalid` naming the field; `Denied` for an assignment that may make none.
    pub fn create(
        id: AccessTokenId,
        hash: SecretHash,
        command: CreateAccessToken,
        grant: &Grant,
        now: Timestamp,
    ) -> Result<(Self, Event)> {
        let actor = &grant.request().actor;
        let held = held(&actor.assignments, command.assignment)
            .ok_or_else(|| Error::invalid("roleAssignmentId", shared_rules::REFERENCE_IS_UNKNOWN))?;
        let owner = Self::owner_of(held)?;
        grant.require(&owner.anchors())?;
        let command = command.checked()?;
        let (questions, expires_on) =
            both(named(command.questions), within_a_year(command.expires_on, swedish_day(now)))?;
        let token = Self {
            id,
            version: 1,
            owner,
            issuer: actor.issuer.clone(),
            subject: actor.subject.clone(),
            assignment: command.assignment,
            role: held.role,
            purpose: command.purpose.clone(),
            questions,
            hash,
            created_at: now,
            expires_on,
            last_used_on: None,
            revoked_at: None,
            revoked_reason: None,
        };
        let mut event = Event::new("AccessTokenCreated", id.public());
        event.reason = Some(command.purpose);
        Ok((token, event))
    }

    /// Revokes it, with a reason: it bites at once.
    ///
    /// # Errors
    /// `Refused` when it was revoked before; `Invalid` without a reason.
    pub fn revoke(&mut self, reason: &str, now: Timestamp) -> Result<Event> {
        let from = self.status(swedish_day(now));
        if !takes(TRANSITIONS, from, AccessTokenVerb::Revoke) {
            return Err(Error::refused(rules::TOKEN_IS_REVOKED, ""));
        }
        let reason = required_reason(reason)?;
        self.revoked_at = Some(now);
        self.revoked_reason = Some(reason.clone());
        let to = AccessTokenStatus::Revoked.as_str();
        Ok(Event::new("AccessTokenRevoked", self.id.public()).transition(from.as_str(), to, Some(reason)))
    }

    /// Whose a token of this assignment is: what the policy lets it be anchored in.
    ///
    /// # Errors
    /// `Denied` for an assignment that may make none.
    pub fn owner_of(held: &Assignment) -> Result<Owner> {
        let none = Anchors::default();
        let anchors = match breadth(held.role, Action::CreateAccessToken) {
            Breadth::Organisation => Anchors { organisation: held.organisation, ..none },
            Breadth::Council => Anchors { council: held.council, ..none },
            Breadth::Hub => Anchors { hub: held.hub, ..none },
            Breadth::Project => Anchors { project: held.project, ..none },
            _ => none,
        };
        Owner::of(&anchors).map_err(|_| Error::Denied)
    }

    /// Its status on `day`.
    pub fn status(&self, day: NaiveDate) -> AccessTokenStatus {
        match self.revoked_at {
            Some(_) => AccessTokenStatus::Revoked,
            None if day > self.expires_on => AccessTokenStatus::Expired,
            None => AccessTokenStatus::Active,
        }
    }

    /// The assignment it acts in on `day`, among those its creator holds then: none once it is revoked or has expired, once
    /// the creator does not hold it any more, or once such a role may make no tokens.
    pub fn acts_in(&self, held_now: &[Assignment], day: NaiveDate) -> Option<Assignment> {
        let held =
            held(held_now, self.assignment).filter(|held| Self::owner_of(held).is_ok_and(|owner| owner == self.owner));
        held.filter(|_| self.status(day) == AccessTokenStatus::Active).cloned()
    }
}

fn held(assignments: &[Assignment], id: RoleAssignmentId) -> Option<&Assignment> {
    assignments.iter().find(|held| held.id == Some(id))
}

/// Each once, in the order given.
fn named(questions: Vec<String>) -> Result<Vec<String>> {
    if questions.is_empty() {
        return Err(Error::invalid("questions", rules::QUESTIONS_ARE_MISSING));
    }
    if questions.len() > MOST_QUESTIONS {
        return Err(Error::invalid("questions", rules::TOO_MANY_QUESTIONS));
    }
    let mut seen = BTreeSet::new();
    Ok(questions.into_iter().filter(|slug| seen.insert(slug.clone())).collect())
}

fn within_a_year(day: NaiveDate, today: NaiveDate) -> Result<NaiveDate> {
    let last = today.checked_add_months(Months::new(MOST_MONTHS));
    if day >= today && last.is_some_and(|last| day <= last) {
        Ok(day)
    } else {
        Err(Error::invalid("expiresOn", rules::EXPIRY_IS_WRONG))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use access::{Actor, Request, permit};
    use kernel::{Id, SequentialIds};

    use super::*;

    fn id<K: kernel::Kind>(number: u128) -> Id<K> {
        Id::new(&SequentialIds::starting_at(number))
    }

    fn now() -> Timestamp {
        "2026-09-01T08:00:00Z".parse().expect("an instant")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn contact() -> Assignment {
        Assignment { id: Some(id(7)), organisation: Some(id(10)), ..Assignment::bare(Role::OrgContact) }
    }

    fn command() -> CreateAccessToken {
        CreateAccessToken {
            assignment: id(7),
            purpose: "Power BI på kontoret".into(),
            questions: vec!["behov-per-bransch".into(), "behov-per-bransch".into()],
            expires_on: day("2027-09-01"),
        }
    }

    fn create(command: CreateAccessToken, held: Vec<Assignment>) -> Result<AccessToken> {
        let actor = Actor::signed_in("issuer".into(), "someone".into(), held);
        let grant = permit(&Arc::new(Request::new(actor, "r")), Action::CreateAccessToken)?;
        AccessToken::create(id(99), SecretHash::stored("x".into()), command, &grant, now()).map(|(token, _)| token)
    }

    fn token() -> AccessToken {
        create(command(), vec![contact()]).expect("a token")
    }

    fn rule(result: Result<AccessToken>) -> &'static str {
        match result.expect_err("refused") {
            Error::Refused { rule, .. } | Error::Invalid { rule, .. } => rule.name,
            Error::Denied => "DENIED",
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_token_lasts_a_year_at_most() {
        for (last, fits) in [("2026-08-31", false), ("2026-09-01", true), ("2027-09-01", true), ("2027-09-02", false)] {
            let result = create(CreateAccessToken { expires_on: day(last), ..command() }, vec![contact()]);
            match fits {
                true => assert_eq!(result.expect("a token").expires_on, day(last)),
                false => assert_eq!(rule(result), rules::EXPIRY_IS_WRONG.name, "{last}"),
            }
        }
    }

    #[test]
    fn a_token_names_what_it_may_ask() {
        assert_eq!(token().questions, ["behov-per-bransch"]);
        let none = create(CreateAccessToken { questions: Vec::new(), ..command() }, vec![contact()]);
        assert_eq!(rule(none), rules::QUESTIONS_ARE_MISSING.name);
        let many = (0..=MOST_QUESTIONS).map(|n| n.to_string()).collect();
        let many = create(CreateAccessToken { questions: many, ..command() }, vec![contact()]);
        assert_eq!(rule(many), rules::TOO_MANY_QUESTIONS.name);
        let both = create(
            CreateAccessToken { questions: Vec::new(), expires_on: day("2020-01-01"), ..command() },
            vec![contact()],
        );
        let Err(Error::SeveralInvalid(faults)) = both else { panic!("{both:?}") };
        assert_eq!(faults.iter().map(|fault| &*fault.field).collect::<Vec<_>>(), ["questions", "expiresOn"]);
    }

    #[test]
    fn a_token_is_of_the_callers_own_assignment_and_of_one_that_may_make_it() {
        let elsewhere = CreateAccessToken { assignment: id(8), ..command() };
        assert_eq!(rule(create(elsewhere, vec![contact()])), shared_rules::REFERENCE_IS_UNKNOWN.name);
        let evaluator = Assignment { id: Some(id(8)), project: Some(id(30)), ..Assignment::bare(Role::Evaluator) };
        let both = vec![contact(), evaluator];
        let of_the_evaluator = CreateAccessToken { assignment: id(8), ..command() };
        assert_eq!(rule(create(of_the_evaluator, both)), "DENIED");
    }

    #[test]
    fn a_hub_role_makes_tokens_of_the_hub_and_not_of_its_council() {
        let held = Assignment {
            id: Some(id(7)),
            hub: Some(id(20)),
            council: Some(id(1)),
            ..Assignment::bare(Role::HubManager)
        };
        assert_eq!(create(command(), vec![held]).expect("a token").owner, Owner::Hub(id(20)));
    }

    #[test]
    fn a_token_acts_in_its_assignment_while_that_is_held() {
        let today = day("2026-10-01");
        let (token, more) = (token(), Assignment { id: Some(id(8)), ..Assignment::bare(Role::SystemAdmin) });
        let held = vec![more.clone(), contact()];
        assert_eq!(token.acts_in(&held, today), Some(contact()), "that assignment and no other");
        assert_eq!(token.acts_in(&[more], today), None, "the creator lost it");
        let moved = Assignment { organisation: Some(id(11)), ..contact() };
        assert_eq!(token.acts_in(&[moved], today), None, "it is anchored elsewhere");
        assert_eq!(token.acts_in(&held, day("2027-09-01")), Some(contact()), "on its last day");
        assert_eq!(token.acts_in(&held, day("2027-09-02")), None, "it has expired");
    }

    #[test]
    fn what_is_revoked_stays_so() {
        let mut token = token();
        assert!(matches!(token.revoke(" ", now()), Err(Error::Invalid { .. })), "a reason is asked for");
        let event = token.revoke("Läckt", now()).expect("revoked");
        assert_eq!((event.from, event.to), (Some("ACTIVE"), Some("REVOKED")));
        assert_eq!(token.acts_in(&[contact()], day("2026-09-01")), None);
        assert!(matches!(token.revoke("Igen", now()), Err(Error::Refused { rule: rules::TOKEN_IS_REVOKED, .. })));
        assert_eq!(token.revoked_reason.as_deref(), Some("Läckt"));
    }
}
