//! What a hub's service is.

use chrono::NaiveDate;
use kernel::{
    Command, Period, Result, command,
    command::line,
    error::{all, both, holds, holds_with},
    id::{HubFundingId, HubId, HubServiceId},
    text_enum,
};
use store::Event;

use crate::{funding::HubFunding, hub::Hub};

/// Rules of services.
pub mod rules {
    kernel::rules! {
        /// A service is paid for by a funding of its own hub.
        FUNDING_IS_OF_ANOTHER_HUB:
            "Finansieringen hör till ett annat nav.",
            "The funding belongs to another hub.";
        /// A service runs while its funding pays; detail: the funding's period.
        SERVICE_IS_OUTSIDE_ITS_FUNDING:
            "Tjänsten ligger utanför finansieringens tid:",
            "The service lies outside the time of its funding:";
        /// A hub does nothing before it is established; detail: the day on which it was.
        SERVICE_PRECEDES_ITS_HUB:
            "Tjänsten börjar innan navet inrättades:",
            "The service begins before the hub was established:";
        /// What a hub does is told once.
        SERVICE_IS_THERE_ALREADY:
            "Navet har redan en sådan tjänst, med samma namn, slag, finansiering och tid.",
            "The hub has such a service already, of the same name, kind, funding and time.";
    }
}

text_enum! {
    pub enum HubServiceKind ("Tjänstens slag.", "Kind of service.") {
        NeedsAnalysis = "NEEDS_ANALYSIS" ("Behovsanalys", "Needs analysis"),
        EducationMatching = "EDUCATION_MATCHING" ("Matchning mot utbildning", "Matching with education"),
        Guidance = "GUIDANCE" ("Vägledning", "Guidance"),
        Courses = "COURSES" ("Kurser", "Courses", ("och annan kompetensutveckling", "and other development of competence")),
        Validation = "VALIDATION" ("Validering", "Validation"),
        Coaching = "COACHING" ("Coachning", "Coaching"),
        LearningMeetings = "LEARNING_MEETINGS" ("Lärmöten och nätverk", "Learning meetings and networks"),
        Procurement = "PROCUREMENT" ("Upphandling av utbildning", "Procurement of education"),
        CouncilSupport = "COUNCIL_SUPPORT" ("Stöd till råd och branschråd", "Support of councils and industry councils"),
        FollowUp = "FOLLOW_UP" ("Uppföljning", "Follow-up"),
        Other = "OTHER" ("Annat", "Other"),
    }
}

/// Tjänst hos ett kompetensnav, paid for by one of the hub's fundings. When another one takes over, this one ends and another
/// begins, so that who paid on a day stays known.
#[derive(Clone, Debug)]
pub struct HubService {
    /// Id.
    pub id: HubServiceId,
    /// Version, counted up by every change.
    pub version: i32,
    /// The hub.
    pub hub: HubId,
    /// The hub's funding that pays for it.
    pub funding: HubFundingId,
    /// Name, 1–200 characters.
    pub name: String,
    /// Kind.
    pub kind: HubServiceKind,
    /// First day.
    pub runs_from: NaiveDate,
    /// Last day; absent while it runs on.
    pub runs_to: Option<NaiveDate>,
}

/// The commands that say all of what a service is, by the fields that they have in common.
macro_rules! saying_what_it_is {
    ($($said:tt)*) => {
        command! {
            pub struct AddHubService as "AddHubServiceInput" ("Lägg till tjänst.", "Add a service.") {
                hub: HubId as "hubId" ("Kompetensnav.", "Competence hub."),
                $($said)*
            }
        }

        command! {
            pub struct ChangeHubService as "ChangeHubServiceInput"
                ("Ändra tjänst: uppgifterna ersätts.", "Change a service: what it states is replaced.")
                of HubServiceId, ("Tjänsten.", "The service.") {
                $($said)*
            }
        }
    };
}

saying_what_it_is! {
    name: String as "name" [line(200)] ("Namn.", "Name."),
    kind: HubServiceKind as "kind" ("Slag av tjänst.", "Kind of service."),
    funding: HubFundingId as "fundingId"
        ("Finansiering: den av navets som betalar. När en annan tar över slutar tjänsten, och en ny börjar.",
         "Funding: the one of the hub's that pays. When another takes over, the service ends and a new one begins."),
    runs_from: NaiveDate as "runsFrom" ("Första dag.", "First day."),
    runs_to: Option<NaiveDate> as "runsTo"
        ("Sista dag; saknas medan tjänsten pågår.", "Last day; absent while the service runs on."),
}

impl HubService {
    /// The new service of `hub`, paid for by `funding`.
    ///
    /// # Errors
    /// `Refused` when the hub is closed; `Invalid` naming the field.
    pub fn of(id: HubServiceId, hub: &Hub, funding: &HubFunding, command: AddHubService) -> Result<(Self, Event)> {
        hub.must_be_open()?;
        let command = command.checked()?;
        let period = Period::new("runsTo", command.runs_from, command.runs_to);
        let (period, ()) = both(period, is_of(hub, funding))?;
        lies_within(hub, funding, period)?;
        let service = Self {
            id,
            version: 1,
            hub: hub.id,
            funding: funding.id,
            name: command.name,
            kind: command.kind,
            runs_from: period.from,
            runs_to: period.to,
        };
        Ok((service, Event::new("HubServiceAdded", id.public())))
    }

    /// Replaces what it states. The hub stays. What a closed hub did is ended, too.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn change(&mut self, hub: &Hub, funding: &HubFunding, command: ChangeHubService) -> Result<Event> {
        let command = command.checked()?;
        let period = Period::new("runsTo", command.runs_from, command.runs_to);
        let (period, ()) = both(period, is_of(hub, funding))?;
        lies_within(hub, funding, period)?;
        (self.name, self.kind, self.funding) = (command.name, command.kind, funding.id);
        (self.runs_from, self.runs_to) = (period.from, period.to);
        Ok(Event::new("HubServiceChanged", self.id.public()))
    }

    /// Demands that none of the `others` is the same.
    ///
    /// # Errors
    /// `Invalid { name, SERVICE_IS_THERE_ALREADY }`.
    pub fn must_be_new(&self, others: &[Self]) -> Result<()> {
        let said = |service: &Self| (service.hub, service.funding, service.kind, service.runs_from, service.runs_to);
        let is_same = |other: &Self| said(other) == said(self) && other.name == self.name;
        holds(!others.iter().any(is_same), "name", rules::SERVICE_IS_THERE_ALREADY)
    }

    /// Whether it runs on `day`.
    pub fn runs_on(&self, day: NaiveDate) -> bool {
        Period { from: self.runs_from, to: self.runs_to }.contains(day)
    }
}

fn is_of(hub: &Hub, funding: &HubFunding) -> Result<()> {
    holds(funding.hub == hub.id, "fundingId", rules::FUNDING_IS_OF_ANOTHER_HUB)
}

/// A service begins while its funding pays, and ends no later; one without an end runs on for as long as someone pays.
fn lies_within(hub: &Hub, funding: &HubFunding, period: Period) -> Result<()> {
    let paid = Period { from: funding.valid_from, to: funding.valid_to };
    let ends_in_time = period.to.is_none_or(|to| paid.to.is_none_or(|end| to <= end));
    let outside = rules::SERVICE_IS_OUTSIDE_ITS_FUNDING;
    all([
        holds_with(period.from >= hub.established_on, "runsFrom", rules::SERVICE_PRECEDES_ITS_HUB, || {
            hub.established_on.to_string()
        }),
        holds_with(paid.contains(period.from), "runsFrom", outside, || paid.to_string()),
        holds_with(ends_in_time, "runsTo", outside, || paid.to_string()),
    ])
}
