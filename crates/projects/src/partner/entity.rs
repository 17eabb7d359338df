//! What a project partner is.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Label, Result, command,
    command::{REASON, line},
    error::{Detail, happened_on, in_order, required_reason},
    follow_up_command,
    id::{OrganisationId, ProjectId, ProjectPartnerId},
    text_enum,
};
use store::Event;

use crate::project::Project;

/// Rules of project partners.
pub mod rules {
    kernel::rules! {
        /// An organisation has a part once a day; detail: the row that stands, and its days.
        PARTNER_HAS_THE_PART:
            "Organisationen har redan den delen i projektet någon av dagarna.",
            "The organisation already has this part in the project on one of the days.";
        /// What was withdrawn was added by mistake, and nothing more is done to it.
        PARTNER_IS_WITHDRAWN: "Parten är återtagen.", "The partner is withdrawn.";
        /// Members of a network belong to its project through the organisation's part; detail: what is possible.
        PARTNER_HAS_NETWORK_MEMBERS:
            "Organisationen har ingen annan del i projektet, och medlemmar i dess yrkesnätverk.",
            "The organisation has no other part in the project, and members in its professional networks.";
    }
}

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

/// Projektpart. An organisation may have several parts, and the same one in several periods that share no day: who leaves and comes
/// back has two rows, and is one organisation.
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
    /// Why it is withdrawn, where it is: it was added by mistake. Such a row is counted and told nowhere.
    pub withdrawn_reason: Option<String>,
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

command! {
    pub struct WithdrawPartner as "WithdrawProjectPartnerInput" ("Återta projektpart.", "Withdraw a project partner.")
        of ProjectPartnerId, ("Parten.", "The partner.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl ProjectPartner {
    /// The new partner of `project`, in which the organisation has these `others`.
    ///
    /// # Errors
    /// `Refused` when the project has ended, or for a part that the organisation has then; `Invalid` naming the field.
    pub fn of(id: ProjectPartnerId, project: &Project, others: &[Self], command: AddPartner) -> Result<(Self, Event)> {
        project.must_be_alive()?;
        let command = command.checked()?;
        are_in_order(command.valid_from, command.valid_to)?;
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
            withdrawn_reason: None,
        };
        partner.must_be_apart(others)?;
        Ok((partner, Event::new("ProjectPartnerAdded", id.public())))
    }

    /// Another part, other days, another contact. The organisation stays: another one is another partner.
    ///
    /// # Errors
    /// As [`ProjectPartner::of`]; `Refused` when it is withdrawn.
    pub fn change(&mut self, project: &Project, others: &[Self], command: ChangePartner) -> Result<Event> {
        project.must_be_alive()?;
        self.must_stand()?;
        let ChangePartner { part, valid_from, valid_to, contact_role, contact_address, .. } = command.checked()?;
        are_in_order(valid_from, valid_to)?;
        let changed = Self { part, valid_from, valid_to, contact_role, contact_address, ..self.clone() };
        changed.must_be_apart(others)?;
        *self = changed;
        Ok(Event::new("ProjectPartnerChanged", self.id.public()))
    }

    /// Notes what came of its part, also when the project has ended.
    ///
    /// # Errors
    /// `Refused` when it is withdrawn; `Invalid` naming the field, also for a day before its first, or else the project's.
    pub fn follow_up(&mut self, project: &Project, command: FollowUpPartner, today: NaiveDate) -> Result<Event> {
        self.must_stand()?;
        let command = command.checked()?;
        let own = self.valid_from.map(|day| (day, Label { sv: "partens första dag", en: "the partner's first day" }));
        let day = happened_on("followedUpOn", command.followed_up_on, own.or_else(|| project.begins()), today)?;
        (self.follow_up, self.followed_up_on) = (Some(command.follow_up), Some(day));
        Ok(Event::new("ProjectPartnerFollowedUp", self.id.public()))
    }

    /// Takes it back, with a reason, which the audit trail tells: it was added by mistake. Of its organisation there are these `others`,
    /// and so many `members` in the project's networks.
    ///
    /// # Errors
    /// `Refused` when the project has ended, it is withdrawn already, or nothing else would bind the members to the project; `Invalid`
    /// without a reason.
    pub fn withdraw(&mut self, project: &Project, others: &[Self], members: u64, reason: &str) -> Result<Event> {
        project.must_be_alive()?;
        self.must_stand()?;
        let reason = required_reason(reason)?;
        let has_another = others.iter().any(|other| other.id != self.id && other.stands());
        if members > 0 && !has_another && project.card.owner != self.organisation {
            let detail = Detail {
                sv: format!(
                    "{members} som inte har lämnat; låt dem lämna nätverken först, eller ge organisationen en annan del"
                ),
                en: format!(
                    "{members} that have not left; let them leave the networks first, or give the organisation another part"
                ),
            };
            return Err(Error::refused(rules::PARTNER_HAS_NETWORK_MEMBERS, detail));
        }
        self.withdrawn_reason = Some(reason.clone());
        let mut event = Event::new("ProjectPartnerWithdrawn", self.id.public());
        event.reason = Some(reason);
        Ok(event)
    }

    /// Whether it is not withdrawn.
    pub const fn stands(&self) -> bool {
        self.withdrawn_reason.is_none()
    }

    fn must_stand(&self) -> Result<()> {
        if self.stands() { Ok(()) } else { Err(Error::refused(rules::PARTNER_IS_WITHDRAWN, Detail::default())) }
    }

    /// Demands that none of `others` has its organisation in the same part on one of its days.
    fn must_be_apart(&self, others: &[Self]) -> Result<()> {
        let is_in_the_way = |other: &&Self| {
            let place = |one: &Self| (one.project, one.organisation, one.part);
            place(other) == place(self) && other.id != self.id && other.stands() && self.shares_a_day_with(other)
        };
        match others.iter().find(is_in_the_way) {
            Some(other) => Err(Error::refused(rules::PARTNER_HAS_THE_PART, other.told())),
            None => Ok(()),
        }
    }

    /// An absent day is the project's own, which the card may move: it leaves the row open that way.
    fn shares_a_day_with(&self, other: &Self) -> bool {
        let ends_before =
            |one: &Self, next: &Self| one.valid_to.zip(next.valid_from).is_some_and(|(to, from)| to < from);
        !ends_before(self, other) && !ends_before(other, self)
    }

    /// Which row it is, and its days.
    fn told(&self) -> Detail {
        let id = self.id.public();
        let or = |day: Option<NaiveDate>, open: &str| day.map_or_else(|| open.to_owned(), |day| day.to_string());
        let (from, to) = (self.valid_from, self.valid_to);
        Detail {
            sv: format!("{id}, {} – {}", or(from, "projektets första dag"), or(to, "projektets sista dag")),
            en: format!("{id}, {} – {}", or(from, "the project's first day"), or(to, "the project's last day")),
        }
    }
}

fn are_in_order(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<()> {
    from.zip(to).map_or(Ok(()), |(from, to)| in_order("validTo", from, to))
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds, error::rules as common};

    use super::*;
    use crate::project::{ProjectStatus, fixture::project};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    /// A row of the same organisation, `nth` of all.
    fn row(nth: u128, part: Part, days: [Option<&str>; 2], others: &[ProjectPartner]) -> Result<ProjectPartner> {
        let of = project(ProjectStatus::Started);
        let command = AddPartner {
            project: of.id,
            organisation: of.card.owner,
            part,
            valid_from: days[0].map(day),
            valid_to: days[1].map(day),
            contact_role: None,
            contact_address: None,
        };
        let id = Id::new(&SequentialIds::starting_at(100 + nth));
        ProjectPartner::of(id, &of, others, command).map(|(partner, _)| partner)
    }

    fn detail(result: Result<ProjectPartner>) -> Detail {
        match result {
            Err(Error::Refused { rule: rules::PARTNER_HAS_THE_PART, detail }) => detail,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_organisation_has_a_part_once_a_day_and_may_come_back() {
        let company = Part::ParticipatingCompany;
        let first = row(1, company, [None, Some("2012-06-30")], &[]).expect("the first");
        let others = [first.clone()];
        for days in [[None, None], [Some("2012-06-30"), None], [None, Some("2011-03-01")], [Some("2012-01-01"); 2]] {
            let told = detail(row(2, company, days, &others));
            assert_eq!(told.sv, format!("{}, projektets första dag – 2012-06-30", first.id.public()), "{days:?}");
            assert_eq!(told.en, format!("{}, the project's first day – 2012-06-30", first.id.public()), "{days:?}");
        }
        assert!(row(3, Part::Spread, [None, None], &others).is_ok(), "another part");
        let mut back = row(4, company, [Some("2012-07-01"), None], &others).expect("the day after");
        // Nor is it moved over the other, while its own days are in nobody's way.
        let change = |from: &str| ChangePartner {
            id: back.id,
            expected_version: 1,
            part: company,
            valid_from: Some(day(from)),
            valid_to: None,
            contact_role: None,
            contact_address: None,
        };
        let (over, later) = (change("2012-06-30"), change("2012-08-01"));
        let (of, both) = (project(ProjectStatus::Started), [first.clone(), back.clone()]);
        let refused = back.change(&of, &both, over);
        assert!(matches!(refused, Err(Error::Refused { rule: rules::PARTNER_HAS_THE_PART, .. })), "{refused:?}");
        assert_eq!(back.valid_from, Some(day("2012-07-01")), "nothing is changed");
        back.change(&of, &both, later).expect("later");
    }

    #[test]
    fn what_is_withdrawn_is_in_nobodys_way_and_stays_so() {
        let mut wrong = row(1, Part::Partner, [None, None], &[]).expect("added");
        let of = project(ProjectStatus::Started);
        assert!(matches!(
            wrong.withdraw(&of, &[], 0, " "),
            Err(Error::Invalid { rule: common::REASON_IS_REQUIRED, .. })
        ));
        let ended = wrong.withdraw(&project(ProjectStatus::Closed), &[], 0, "Fel bolag");
        assert!(matches!(ended, Err(Error::Refused { .. })) && wrong.stands(), "{ended:?}");
        wrong.withdraw(&of, &[], 0, "Fel bolag").expect("withdrawn");
        let again = wrong.withdraw(&of, &[], 0, "Fel bolag");
        assert!(matches!(again, Err(Error::Refused { rule: rules::PARTNER_IS_WITHDRAWN, .. })), "{again:?}");
        assert!(row(2, Part::Partner, [None, None], &[wrong]).is_ok());
    }

    #[test]
    fn what_binds_members_of_networks_to_the_project_is_not_taken_back() {
        let of = project(ProjectStatus::Started);
        let own = row(1, Part::ParticipatingCompany, [None, None], &[]).expect("added");
        let ids = SequentialIds::starting_at(500);
        let company = ProjectPartner { organisation: Id::new(&ids), ..own.clone() };
        let withdrawn = |partner: &ProjectPartner, others: &[ProjectPartner], members| {
            partner.clone().withdraw(&of, others, members, "Fel bolag")
        };
        let others = [company.clone()];
        let refused = withdrawn(&company, &others, 2).expect_err("two members");
        match refused {
            Error::Refused { rule: rules::PARTNER_HAS_NETWORK_MEMBERS, detail } => {
                assert!(detail.sv.starts_with("2 "), "{detail:?}")
            }
            other => panic!("{other:?}"),
        }
        let event = withdrawn(&company, &others, 0).expect("without members");
        assert_eq!(event.reason.as_deref(), Some("Fel bolag"));
        let another = ProjectPartner { id: Id::new(&ids), part: Part::Spread, ..company.clone() };
        let gone = ProjectPartner { withdrawn_reason: Some("Fel".into()), ..another.clone() };
        assert!(withdrawn(&company, &[company.clone(), gone], 2).is_err(), "the other is withdrawn");
        assert!(withdrawn(&company, &[company.clone(), another], 2).is_ok(), "another part");
        assert!(withdrawn(&own, std::slice::from_ref(&own), 2).is_ok(), "the project's owner");
    }

    #[test]
    fn a_partner_is_followed_up_from_its_own_first_day_or_the_projects() {
        let of = project(ProjectStatus::Closed);
        let command = |on: &str| FollowUpPartner {
            id: Id::new(&SequentialIds::starting_at(101)),
            expected_version: 1,
            follow_up: "Gick som tänkt".into(),
            followed_up_on: Some(day(on)),
        };
        for (from, early, first, why) in [
            (None, "2011-01-31", "2011-02-01", "projektets första dag"),
            (Some("2012-01-01"), "2011-12-31", "2012-01-01", "partens första dag"),
        ] {
            let mut partner = row(1, Part::Partner, [from, None], &[]).expect("added");
            let refused = partner.follow_up(&of, command(early), day("2013-01-31"));
            let Err(Error::Invalid { rule, detail, .. }) = refused else { panic!("{refused:?}") };
            assert_eq!((rule, detail.sv), (common::DATE_IS_TOO_EARLY, format!("tidigast {first}, {why}")));
            partner.follow_up(&of, command(first), day("2013-01-31")).expect("on the first day");
        }
    }
}
