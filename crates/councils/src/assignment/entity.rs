//! What a role assignment is, and who may hand out which role.

use access::{Anchors, Assignment, Grant, Role};
use chrono::NaiveDate;
use kernel::{
    Command, Error, Label, Period, Result, Rule, command,
    command::{Bound, Kind, REASON},
    error::{all, both, bounded_line, holds, holds_with, required_reason},
    id::{CouncilId, HubId, OrganisationId, ParticipantId, ProjectId, RoleAssignmentId},
};
use store::Event;

/// Rules of role assignments.
pub mod rules {
    kernel::rules! {
        /// The role reaches something that the assignment does not name.
        ANCHOR_IS_REQUIRED: "Ange vad rollen gäller.", "Say what the role is for.";
        /// The assignment names something the role has nothing to do with.
        ANCHOR_IS_NOT_THE_ROLES: "Rollen har inget med detta att göra.", "The role has nothing to do with this.";
        /// Everyone has the public role; nobody is given it.
        ROLE_IS_EVERYONES: "Den rollen har alla redan.", "Everyone has this role already.";
        /// Nobody hands out, or takes back, a role that reaches further than their own.
        ROLE_REACHES_FURTHER: "Rollen når längre än din egen.", "The role reaches further than your own.";
        /// Nobody gives a role to themselves within a council.
        ROLE_IS_ONES_OWN: "Du kan inte ge dig själv en roll.", "You cannot give yourself a role.";
        /// The assignment has ended already.
        ROLE_IS_ENDED: "Rollen är redan avslutad.", "The role has ended already.";
        /// What was done in the role stands: it ends today or later, and not before it begins.
        END_IS_IN_THE_PAST:
            "Rollen slutar tidigast i dag, och inte innan den börjar.",
            "The role ends today at the earliest, and not before it begins.";
    }
}

/// The roles a process leader hands out in the own council. None of them reaches outside the council's rows.
pub const COUNCIL_ROLES: &[Role] = &[Role::CouncilChair, Role::CouncilMember, Role::Adjunct, Role::ProcessLeader];

/// What an assignment is anchored in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoleAnchors {
    /// Organisation.
    pub organisation: Option<OrganisationId>,
    /// Council; for industry-council roles its parent council.
    pub council: Option<CouncilId>,
    /// Hub.
    pub hub: Option<HubId>,
    /// Project.
    pub project: Option<ProjectId>,
    /// Person.
    pub participant: Option<ParticipantId>,
}

/// Rolltilldelning.
#[derive(Clone, Debug)]
pub struct RoleAssignment {
    /// Id.
    pub id: RoleAssignmentId,
    /// Version.
    pub version: i32,
    /// Token issuer.
    pub issuer: String,
    /// Subject at that issuer; never an e-mail address.
    pub subject: String,
    /// Role.
    pub role: Role,
    /// Anchors.
    pub anchors: RoleAnchors,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day, open when absent; once ended, the first day it is no longer held.
    pub valid_to: Option<NaiveDate>,
    /// Why it was ended; absent while it runs its course.
    pub ended_reason: Option<String>,
}

command! {
    pub struct AssignRole as "AssignRoleInput" ("Tilldela roll.", "Assign a role.") {
        issuer: String as "issuer" [exact()]
            ("Utfärdare: vem som går i god för innehavarens identitet.", "Issuer: who vouches for the holder's identity."),
        subject: String as "subject" [exact()]
            ("Identitet hos utfärdaren; aldrig en e-postadress.", "Subject at the issuer; never an e-mail address."),
        role: Role as "role" ("Roll.", "Role."),
        organisation: Option<OrganisationId> as "organisationId"
            ("Organisation: för kontaktperson, chef, utbildningsanordnare och den som företräder facket hos en arbetsgivare.",
             "Organisation: for contact person, line manager, provider, and who represents the union at an employer."),
        council: Option<CouncilId> as "councilId"
            ("Råd: för rådsroller och navroller, och för den som företräder facket i ett råd.",
             "Council: for council and hub roles, and for who represents the union in a council."),
        hub: Option<HubId> as "hubId" ("Kompetensnav: för navroller.", "Competence hub: for hub roles."),
        project: Option<ProjectId> as "projectId"
            ("Projekt: för projektroller, revisor och utvärderare.", "Project: for project roles, auditor and evaluator."),
        participant: Option<ParticipantId> as "participantId" ("Deltagare: för den som deltar själv.", "Participant: for one who takes part herself."),
        valid_from: Option<NaiveDate> as "validFrom"
            ("Från och med; i dag när den saknas.", "From; today when absent."),
        valid_to: Option<NaiveDate> as "validTo"
            ("Till och med; öppet när den saknas.", "To; open when absent."),
    }
}

impl AssignRole {
    /// What the role is anchored in.
    pub fn anchors(&self) -> RoleAnchors {
        RoleAnchors {
            organisation: self.organisation,
            council: self.council,
            hub: self.hub,
            project: self.project,
            participant: self.participant,
        }
    }
}

command! {
    pub struct EndRole as "EndRoleInput" ("Avsluta roll.", "End a role.")
        of RoleAssignmentId, ("Rolltilldelningen.", "The role assignment.") {
        on: Option<NaiveDate> as "on" [command::FROM_TODAY]
            ("Första dag den inte längre innehas; i dag när den saknas, och då upphör den genast.",
             "The first day it is no longer held; today when absent, and then it bites at once."),
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl RoleAssignment {
    /// A new assignment, given within `grant`.
    ///
    /// # Errors
    /// `Invalid` naming the field; `Refused` for a role that reaches further than the caller's; `Denied` outside
    /// the caller's council.
    pub fn assign(id: RoleAssignmentId, command: AssignRole, grant: &Grant, today: NaiveDate) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let anchors = command.anchors();
        let from = command.valid_from.unwrap_or(today);
        let period = Period::new("validTo", from, command.valid_to);
        let (period, ()) = both(period, require_anchors(command.role, &anchors))?;
        let assignment = Self {
            id,
            version: 1,
            issuer: command.issuer,
            subject: command.subject,
            role: command.role,
            anchors,
            valid_from: period.from,
            valid_to: period.to,
            ended_reason: None,
        };
        assignment.require_within(grant)?;
        let actor = &grant.request().actor;
        if !grant.scope().all && actor.issuer == assignment.issuer && actor.subject == assignment.subject {
            return Err(Error::refused(rules::ROLE_IS_ONES_OWN, assignment.role.label()));
        }
        Ok((assignment, Event::new("RoleAssigned", id.public())))
    }

    /// Ends it, with a reason: from `on` it is no longer held.
    ///
    /// # Errors
    /// `Refused` when it has ended or reaches further than the caller's role; `Invalid` without a reason or for a
    /// day gone by.
    pub fn end(&mut self, grant: &Grant, on: Option<NaiveDate>, reason: &str, today: NaiveDate) -> Result<Event> {
        self.require_within(grant)?;
        if self.ended_reason.is_some() || self.valid_to.is_some_and(|last| last < today) {
            return Err(Error::refused(rules::ROLE_IS_ENDED, self.role.label()));
        }
        let reason = required_reason(reason)?;
        // One that has not begun ends on its first day, and so is never held.
        let on = on.unwrap_or_else(|| today.max(self.valid_from));
        if on < today || on < self.valid_from {
            return Err(Error::invalid("on", rules::END_IS_IN_THE_PAST));
        }
        let mut event = Event::new("RoleEnded", self.id.public());
        event.reason = Some(reason.clone());
        self.valid_to = Some(on);
        self.ended_reason = Some(reason);
        Ok(event)
    }

    /// Whether the role is held on `day`. A role that was ended is not held on the day it ended: a withdrawn
    /// mandate bites at once.
    pub fn held_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day
            && self.valid_to.is_none_or(|to| if self.ended_reason.is_some() { day < to } else { day <= to })
    }

    /// As `access` knows it.
    pub fn held(&self) -> Assignment {
        Assignment {
            id: Some(self.id),
            role: self.role,
            organisation: self.anchors.organisation,
            council: self.anchors.council,
            hub: self.anchors.hub,
            project: self.anchors.project,
            participant: self.anchors.participant,
        }
    }

    /// A grant that does not reach everything hands out council roles of its own council, anchored in nothing more
    /// than the organisation the holder speaks for.
    fn require_within(&self, grant: &Grant) -> Result<()> {
        if grant.scope().all {
            return Ok(());
        }
        let RoleAnchors { hub, project, participant, council, .. } = self.anchors;
        if !COUNCIL_ROLES.contains(&self.role) || hub.is_some() || project.is_some() || participant.is_some() {
            return Err(Error::refused(rules::ROLE_REACHES_FURTHER, self.role.label()));
        }
        grant.require(&Anchors { council, ..Anchors::default() })
    }
}

/// What one is told who names none of the anchors of which a role needs one.
const EITHER: Label = Label { sv: "en organisation, ett råd eller båda", en: "an organisation, a council or both" };

/// Which anchors a role needs, and which it may have besides.
struct Needs {
    required: &'static [&'static str],
    /// One of these at least, where there are any.
    either: &'static [&'static str],
    allowed: &'static [&'static str],
}

fn needs(role: Role) -> Result<Needs> {
    use Role as R;
    let of = |required, allowed| Ok(Needs { required, either: &[], allowed });
    match role {
        R::CouncilChair | R::CouncilMember | R::Adjunct | R::ProcessLeader => of(&["councilId"], &["organisationId"]),
        // Who speaks for the employees of one employer, for a union in a council, or for both.
        R::UnionRep => Ok(Needs { required: &[], either: &["organisationId", "councilId"], allowed: &[] }),
        R::HubCoordinator | R::HubManager => of(&["hubId", "councilId"], &["organisationId", "projectId"]),
        R::ProjectManager | R::ProjectEconomist => of(&["projectId"], &["organisationId", "councilId", "hubId"]),
        R::Evaluator | R::Auditor => of(&["projectId"], &["organisationId", "councilId"]),
        R::Provider | R::OrgContact | R::LineManager => of(&["organisationId"], &[]),
        R::Participant => of(&["participantId"], &[]),
        R::ProcurementOfficer => of(&[], &["organisationId", "councilId", "hubId", "projectId"]),
        R::Dpo | R::SystemAdmin => of(&[], &["organisationId"]),
        R::Public => Err(Error::invalid("role", rules::ROLE_IS_EVERYONES)),
    }
}

fn require_anchors(role: Role, anchors: &RoleAnchors) -> Result<()> {
    let needs = needs(role)?;
    let named = [
        ("organisationId", anchors.organisation.is_some()),
        ("councilId", anchors.council.is_some()),
        ("hubId", anchors.hub.is_some()),
        ("projectId", anchors.project.is_some()),
        ("participantId", anchors.participant.is_some()),
    ];
    let is_named = |wanted: &str| named.iter().any(|(field, present)| *field == wanted && *present);
    let has_either = needs.either.iter().any(|field| is_named(field));
    let either = needs.either.first().map(|first| holds_with(has_either, first, rules::ANCHOR_IS_REQUIRED, || EITHER));
    let each = named.into_iter().map(|(field, present)| {
        let may_be = [needs.required, needs.either, needs.allowed].into_iter().any(|fields| fields.contains(&field));
        let is_left_out = !present && needs.required.contains(&field);
        holds(!is_left_out, field, rules::ANCHOR_IS_REQUIRED).and(holds(
            !present || may_be,
            field,
            rules::ANCHOR_IS_NOT_THE_ROLES,
        ))
    });
    all(either.into_iter().chain(each))
}

/// Half of an identity, 1–200 characters: what a token says of its holder is compared byte by byte, so nothing is taken off it
/// but the blanks around it.
const fn exact() -> Bound<String> {
    Bound { kind: Kind::Line { max: 200 }, check: |_, text| as_it_is(&text) }
}

fn as_it_is(text: &str) -> Result<String, Rule> {
    bounded_line(text, 200).map(|_| text.trim().to_owned())
}

#[cfg(test)]
mod tests;
