//! What a project partner is.

use chrono::NaiveDate;
use kernel::{
    Command, Result, command,
    command::line,
    error::{happened_on, holds, rules},
    follow_up_command,
    id::{OrganisationId, ProjectId, ProjectPartnerId},
    text_enum,
};
use store::Event;

use crate::project::Project;

text_enum! {
    pub enum Part as "ProjectPart" ("Vilken del en organisation har i ett projekt.", "Which part an organisation has in a project.") {
        Partner = "PARTNER" ("Samverkanspart", "Partner"),
        ParticipatingCompany = "PARTICIPATING_COMPANY" ("Deltagande företag", "Participating company"),
        Lead = "LEAD" ("Projektledande", "Lead"),
        Provider = "PROVIDER" ("Utbildningsanordnare", "Provider"),
        PublicEducation = "PUBLIC_EDUCATION" ("Det offentliga utbildningssystemet", "The public education system", ("samarbete med en skola, ett lärosäte eller den kommunala vuxenutbildningen", "cooperation with a school, a university or municipal adult education")),
        Spread = "SPREAD" ("Spridning av resultat", "Spread of results"),
    }
}

/// Projektpart. An organisation may have several parts, and the same one in several periods.
#[derive(Clone, Debug)]
pub struct ProjectPartner {
    /// Id.
    pub id: ProjectPartnerId,
    /// Version, counted up by every change.
    pub version: i32,
    /// The project.
    pub project: ProjectId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its part.
    pub part: Part,
    /// First day; absent means the project's.
    pub valid_from: Option<NaiveDate>,
    /// Last day; absent means the project's.
    pub valid_to: Option<NaiveDate>,
    /// The function to turn to, at most 200 characters. Never a person's name: everyone reads it, and who holds a post
    /// changes without the project being told; the one named contact is the card's own, as the project bank publishes it.
    pub contact_role: Option<String>,
    /// Where the function is reached, at most 200 characters: its own address, not a person's.
    pub contact_address: Option<String>,
    /// What came of its part, at most 2,000 characters.
    pub follow_up: Option<String>,
    /// Followed up on.
    pub followed_up_on: Option<NaiveDate>,
}

command! {
    pub struct AddPartner as "AddProjectPartnerInput" ("Lägg till projektpart.", "Add a project partner.") {
        project: ProjectId as "projectId" ("Projekt.", "Project."),
        organisation: OrganisationId as "organisationId" ("Organisation.", "Organisation."),
        part: Part as "part" ("Del i projektet.", "Part in the project."),
        valid_from: Option<NaiveDate> as "validFrom"
            ("Första dag; projektets när den saknas.", "First day; the project's when absent."),
        valid_to: Option<NaiveDate> as "validTo"
            ("Sista dag; projektets när den saknas.", "Last day; the project's when absent."),
        contact_role: Option<String> as "contactRole" [line(200)]
            ("Kontakt: funktionen hos parten, aldrig en persons namn.", "Contact: the function at the partner, never a person's name."),
        contact_address: Option<String> as "contactAddress" [line(200)]
            ("Kontaktens adress: funktionens egen, inte en persons.", "The contact's address: the function's own, not a person's."),
    }
}

command! {
    pub struct ChangePartner as "ChangeProjectPartnerInput" ("Ändra projektpart: alla uppgifter ersätts.", "Change a project partner: all of it is replaced.")
        of ProjectPartnerId, ("Parten.", "The partner.") {
        part: Part as "part" ("Del i projektet.", "Part in the project."),
        valid_from: Option<NaiveDate> as "validFrom"
            ("Första dag; projektets när den saknas.", "First day; the project's when absent."),
        valid_to: Option<NaiveDate> as "validTo"
            ("Sista dag; projektets när den saknas.", "Last day; the project's when absent."),
        contact_role: Option<String> as "contactRole" [line(200)]
            ("Kontakt: funktionen hos parten, aldrig en persons namn.", "Contact: the function at the partner, never a person's name."),
        contact_address: Option<String> as "contactAddress" [line(200)]
            ("Kontaktens adress: funktionens egen, inte en persons.", "The contact's address: the function's own, not a person's."),
    }
}

follow_up_command! {
    pub struct FollowUpPartner as "FollowUpProjectPartnerInput" ("Följ upp projektpart.", "Follow up a project partner.")
        of ProjectPartnerId, ("Parten.", "The partner.") {}
}

impl ProjectPartner {
    /// The new partner of `project`.
    ///
    /// # Errors
    /// `Refused` when the project has ended; `Invalid` naming the field.
    pub fn of(id: ProjectPartnerId, project: &Project, command: AddPartner) -> Result<(Self, Event)> {
        project.must_be_alive()?;
        let command = command.checked()?;
        in_order(command.valid_from, command.valid_to)?;
        let partner = Self {
            id,
            version: 1,
            project: project.id,
            organisation: command.organisation,
            part: command.part,
            valid_from: command.valid_from,
            valid_to: command.valid_to,
            contact_role: command.contact_role,
            contact_address: command.contact_address,
            follow_up: None,
            followed_up_on: None,
        };
        Ok((partner, Event::new("ProjectPartnerAdded", id.public())))
    }

    /// Another part, other days, another contact. The organisation stays: another one is another partner.
    ///
    /// # Errors
    /// `Refused` when the project has ended; `Invalid` naming the field.
    pub fn change(&mut self, project: &Project, command: ChangePartner) -> Result<Event> {
        project.must_be_alive()?;
        let command = command.checked()?;
        in_order(command.valid_from, command.valid_to)?;
        (self.part, self.valid_from, self.valid_to) = (command.part, command.valid_from, command.valid_to);
        (self.contact_role, self.contact_address) = (command.contact_role, command.contact_address);
        Ok(Event::new("ProjectPartnerChanged", self.id.public()))
    }

    /// Notes what came of its part, also when the project has ended.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn follow_up(&mut self, command: FollowUpPartner, today: NaiveDate) -> Result<Event> {
        let command = command.checked()?;
        let day = happened_on("followedUpOn", command.followed_up_on, today)?;
        (self.follow_up, self.followed_up_on) = (Some(command.follow_up), Some(day));
        Ok(Event::new("ProjectPartnerFollowedUp", self.id.public()))
    }
}

fn in_order(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<()> {
    holds(from.zip(to).is_none_or(|(from, to)| from <= to), "validTo", rules::PERIOD_IS_REVERSED)
}
