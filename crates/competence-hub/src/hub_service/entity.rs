//! What a hub's service is.

use chrono::NaiveDate;
use kernel::{
    Command, Period, Result, command,
    command::line,
    error::{both, holds},
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
        (self.name, self.kind, self.funding) = (command.name, command.kind, funding.id);
        (self.runs_from, self.runs_to) = (period.from, period.to);
        Ok(Event::new("HubServiceChanged", self.id.public()))
    }

    /// Whether it runs on `day`.
    pub fn runs_on(&self, day: NaiveDate) -> bool {
        Period { from: self.runs_from, to: self.runs_to }.contains(day)
    }
}

fn is_of(hub: &Hub, funding: &HubFunding) -> Result<()> {
    holds(funding.hub == hub.id, "fundingId", rules::FUNDING_IS_OF_ANOTHER_HUB)
}
