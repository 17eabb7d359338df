//! What an organisation is.

use std::sync::Arc;

use access::{Action, Anchors, Request, view};
use chrono::NaiveDate;
use kernel::{
    Command, Error, OrganisationNumber, Result, Rule, Timestamp, command,
    command::{Bound, Kind, line},
    error::{all, holds, required_line, rules as common},
    id::{OrganisationId, OrganisationNameId},
    organisation_number::OrganisationNumberGroup,
    swedish_day, text_enum,
};
use store::Event;
use taxonomy::{Scheme, code};

use super::name::OrganisationName;

/// Rules of organisations.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// A personal number belongs to a sole trader, and a sole trader has no other.
        NUMBER_DOES_NOT_FIT_THE_KIND:
            "En enskild firma har innehavarens personnummer, och ingen annan har det.",
            "A sole trader has the owner's personal number, and nobody else has one.";
        /// A new name begins after the present one did.
        NAME_PRECEDES_THE_PRESENT:
            "Det nya namnet måste börja gälla efter det nuvarande.",
            "The new name must begin after the present one did.";
        /// What was approved is not written anew; detail: the first day from which the new name can hold.
        MINUTES_TELL_THE_NAME:
            "Ett justerat protokoll nämner organisationen vid namnet, och ändras inte. Ett nytt namn kan gälla tidigast från:",
            "Approved minutes call the organisation by its name, and do not change. A new name can hold from, at the earliest:";
        /// The new name is the present one.
        NAME_IS_UNCHANGED: "Organisationen heter redan så.", "The organisation has this name already.";
    }
}

text_enum! {
    pub enum OrganisationKind ("Slag av organisation.", "Kind of organisation.") {
        Company = "COMPANY" ("Företag", "Company"),
        SoleTrader = "SOLE_TRADER" ("Enskild firma", "Sole trader", ("numret är en personuppgift", "its number is personal data")),
        Municipality = "MUNICIPALITY" ("Kommun", "Municipality"),
        Region = "REGION" ("Region", "Region"),
        MunicipalFederation = "MUNICIPAL_FEDERATION" ("Kommunalförbund", "Municipal federation"),
        StateAgency = "STATE_AGENCY" ("Statlig myndighet", "State agency"),
        University = "UNIVERSITY" ("Universitet eller högskola", "University"),
        EducationProvider = "EDUCATION_PROVIDER" ("Utbildningsanordnare", "Education provider"),
        IndustryAssociation = "INDUSTRY_ASSOCIATION" ("Branschorganisation", "Industry association"),
        Union = "UNION" ("Fackförbund", "Trade union"),
        SciencePark = "SCIENCE_PARK" ("Forskningspark", "Science park"),
        Association = "ASSOCIATION" ("Förening", "Association"),
        Other = "OTHER" ("Annan", "Other"),
    }
}

/// Organisation.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Id.
    pub id: OrganisationId,
    /// Version.
    pub version: i32,
    /// Organisation number; a sole trader's is personal data, see [`Organisation::number_for`].
    pub number: Option<OrganisationNumber>,
    /// Today's name, 1–200 characters; earlier ones are [`OrganisationName`]s.
    pub name: String,
    /// Kind.
    pub kind: OrganisationKind,
    /// Main industry, SNI 2007.
    pub sni: Option<String>,
    /// Seat: municipality, four digits.
    pub municipality: Option<String>,
    /// Invented for demonstration.
    pub demonstration: bool,
    /// Registered at.
    pub created_at: Timestamp,
}

command! {
    pub struct RegisterOrganisation as "RegisterOrganisationInput" ("Registrera organisation.", "Register an organisation.") {
        number: Option<String> as "number" [organisation_number()]
            ("Organisationsnummer; för en enskild firma innehavarens personnummer med århundrade.",
             "Organisation number; for a sole trader the owner's personal identity number with its century."),
        name: String as "name" [line(200)] ("Namn.", "Name."),
        named_from: Option<NaiveDate> as "namedFrom" [command::EVER_UNTIL_TODAY]
            ("Namnet gäller från och med; i dag när den saknas.", "First day of the name; today when absent."),
        kind: OrganisationKind as "kind" ("Slag av organisation.", "Kind of organisation."),
        sni: Option<String> as "industry" [code(Scheme::Sni2007)] ("Bransch: SNI 2007.", "Industry: SNI 2007."),
        municipality: Option<String> as "municipality" [code(Scheme::Municipality)]
            ("Kommun: där organisationen har sitt säte.", "Municipality: where the organisation has its seat."),
    }
}

command! {
    pub struct RenameOrganisation as "RenameOrganisationInput" ("Byt namn på organisation.", "Rename an organisation.")
        of OrganisationId, ("Organisationen.", "The organisation.") {
        name: String as "name" [line(200)] ("Nytt namn.", "New name."),
        from: Option<NaiveDate> as "from" [command::EVER_UNTIL_TODAY]
            ("Från och med; i dag när den saknas, aldrig en dag som kommer.",
             "From this day on; today when absent, never a day to come."),
    }
}

command! {
    pub struct ChangeOrganisation as "ChangeOrganisationInput"
        ("Ändra organisationens uppgifter: alla ersätts.", "Change an organisation's particulars: all of them are replaced.")
        of OrganisationId, ("Organisationen.", "The organisation.") {
        kind: OrganisationKind as "kind" ("Slag av organisation.", "Kind of organisation."),
        sni: Option<String> as "industry" [code(Scheme::Sni2007)] ("Bransch: SNI 2007.", "Industry: SNI 2007."),
        municipality: Option<String> as "municipality" [code(Scheme::Municipality)]
            ("Kommun: där organisationen har sitt säte.", "Municipality: where the organisation has its seat."),
    }
}

impl Organisation {
    /// A newly registered organisation and its first name.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn register(
        id: OrganisationId,
        name_id: OrganisationNameId,
        command: RegisterOrganisation,
        now: Timestamp,
    ) -> Result<(Self, OrganisationName, Event)> {
        let command = command.checked()?;
        let today = swedish_day(now);
        let from = command.named_from.unwrap_or(today);
        let number = command.number.as_deref().map(OrganisationNumber::parse).transpose()?;
        all([holds(from <= today, "namedFrom", rules::DATE_IS_IN_THE_FUTURE), fits(command.kind, number.as_ref())])?;
        let organisation = Self {
            id,
            version: 1,
            number,
            name: command.name,
            kind: command.kind,
            sni: command.sni,
            municipality: command.municipality,
            demonstration: false,
            created_at: now,
        };
        let name = OrganisationName {
            id: name_id,
            version: 1,
            organisation: id,
            name: organisation.name.clone(),
            valid_from: from,
            valid_to: None,
        };
        Ok((organisation, name, Event::new("OrganisationRegistered", id.public())))
    }

    /// Takes a new name from `from`, closing `present` the day before. Returns the new name's row.
    ///
    /// # Errors
    /// `Invalid` for the same name, a day to come, or one that does not follow the present name's first.
    pub fn rename(
        &mut self,
        present: &mut OrganisationName,
        name_id: OrganisationNameId,
        name: &str,
        from: NaiveDate,
        today: NaiveDate,
    ) -> Result<(OrganisationName, Event)> {
        let name = required_line("name", name, 200)?;
        if name == self.name {
            return Err(Error::invalid("name", rules::NAME_IS_UNCHANGED));
        }
        // The organisation's own row holds today's name, so a name to come cannot be noted ahead.
        if from > today {
            return Err(Error::invalid("from", rules::DATE_IS_IN_THE_FUTURE));
        }
        let Some(last) = from.pred_opt().filter(|last| present.valid_from <= *last) else {
            return Err(Error::invalid("from", rules::NAME_PRECEDES_THE_PRESENT));
        };
        present.valid_to = Some(last);
        self.name.clone_from(&name);
        let row =
            OrganisationName { id: name_id, version: 1, organisation: self.id, name, valid_from: from, valid_to: None };
        Ok((row, Event::new("OrganisationRenamed", self.id.public())))
    }

    /// Replaces what may change without a history.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn change(&mut self, command: ChangeOrganisation) -> Result<Event> {
        let command = command.checked()?;
        fits(command.kind, self.number.as_ref())?;
        (self.kind, self.sni, self.municipality) = (command.kind, command.sni, command.municipality);
        Ok(Event::new("OrganisationChanged", self.id.public()))
    }

    /// Whether the number is a person's own.
    pub fn number_is_personal(&self) -> bool {
        self.number.as_ref().is_some_and(OrganisationNumber::is_personal)
    }

    /// The number as this caller may see it: a sole trader's is masked outside its own organisation's reach.
    pub fn number_for(&self, request: &Arc<Request>) -> Option<String> {
        let number = self.number.as_ref()?;
        let own = Anchors { organisation: Some(self.id), ..Anchors::default() };
        let reaches = |action| view(request, action).covers(&own);
        Some(match number.is_personal() && !reaches(Action::ManageOrganisation) && !reaches(Action::ReadWorkforce) {
            true => number.masked(),
            false => number.formatted(),
        })
    }
}

/// A sole trader trades under the owner's personal number, and nobody else does.
fn fits(kind: OrganisationKind, number: Option<&OrganisationNumber>) -> Result<()> {
    let personal = number.map(|number| number.group() == OrganisationNumberGroup::SoleTrader);
    match personal {
        Some(personal) if personal != (kind == OrganisationKind::SoleTrader) => {
            Err(Error::invalid("number", rules::NUMBER_DOES_NOT_FIT_THE_KIND))
        }
        _ => Ok(()),
    }
}

/// A number in one of the forms that [`OrganisationNumber::parse`] reads.
const fn organisation_number() -> Bound<String> {
    Bound { kind: Kind::Line { max: 20 }, check: |_, text| numbered(&text) }
}

fn numbered(text: &str) -> Result<String, Rule> {
    let number = OrganisationNumber::parse(text).map_err(|_| common::ORGANISATION_NUMBER_IS_WRONG)?;
    Ok(number.formatted())
}

#[cfg(test)]
mod tests {
    use access::{Actor, Assignment, Role};
    use kernel::{Id, SequentialIds};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn now() -> Timestamp {
        "2021-06-30T08:00:00Z".parse().expect("an instant")
    }

    fn command(kind: OrganisationKind, number: &str) -> RegisterOrganisation {
        RegisterOrganisation {
            number: Some(number.to_owned()),
            name: "Bombardier Transportation".to_owned(),
            named_from: Some(day("2001-05-01")),
            kind,
            sni: Some("30200".to_owned()),
            municipality: Some("1980".to_owned()),
        }
    }

    fn registered(kind: OrganisationKind, number: &str) -> Result<(Organisation, OrganisationName)> {
        let ids = SequentialIds::starting_at(0);
        let (organisation, name, _) =
            Organisation::register(Id::new(&ids), Id::new(&ids), command(kind, number), now())?;
        Ok((organisation, name))
    }

    #[test]
    fn a_rename_closes_the_old_name_the_day_before() {
        let (mut organisation, mut old) = registered(OrganisationKind::Company, "556016-0680").expect("registered");
        let ids = SequentialIds::starting_at(9);
        let (new, event) = organisation
            .rename(&mut old, Id::new(&ids), " Alstom ", day("2021-01-29"), day("2021-06-30"))
            .expect("renamed");
        assert_eq!((organisation.name.as_str(), event.name), ("Alstom", "OrganisationRenamed"));
        assert_eq!(old.valid_to, Some(day("2021-01-28")));
        let names = [old, new];
        let on = |text| super::super::name_on(&names, day(text)).map(|name| name.name.as_str());
        assert_eq!(on("2021-01-28"), Some("Bombardier Transportation"));
        assert_eq!(on("2021-01-29"), Some("Alstom"));
        assert_eq!(on("2001-04-30"), None);
    }

    #[test]
    fn a_rename_neither_precedes_the_present_name_nor_lies_ahead() {
        let (mut organisation, mut old) = registered(OrganisationKind::Company, "556016-0680").expect("registered");
        let id = Id::new(&SequentialIds::starting_at(9));
        let mut refused = |name: &str, from: &str| match organisation
            .rename(&mut old, id, name, day(from), day("2021-06-30"))
            .expect_err("refused")
        {
            Error::Invalid { field, rule, .. } => (field, rule),
            other => panic!("{other}"),
        };
        assert_eq!(refused("Alstom", "2001-05-01"), ("from".to_owned(), rules::NAME_PRECEDES_THE_PRESENT));
        assert_eq!(refused("Alstom", "2021-07-01"), ("from".to_owned(), rules::DATE_IS_IN_THE_FUTURE));
        assert_eq!(refused("Bombardier Transportation", "2021-01-29"), ("name".to_owned(), rules::NAME_IS_UNCHANGED));
        assert_eq!((organisation.name.as_str(), old.valid_to), ("Bombardier Transportation", None));
    }

    #[test]
    fn a_personal_number_belongs_to_a_sole_trader_only() {
        assert!(registered(OrganisationKind::Company, "19510217-9974").is_err());
        assert!(registered(OrganisationKind::SoleTrader, "556016-0680").is_err());
        assert!(registered(OrganisationKind::SoleTrader, "19510217-9974").expect("registered").0.number_is_personal());
    }

    #[test]
    fn only_its_own_see_a_sole_traders_number() {
        let (organisation, _) = registered(OrganisationKind::SoleTrader, "19510217-9974").expect("registered");
        let shown = |held: Vec<Assignment>| {
            let actor = Actor::signed_in("i".into(), "s".into(), held);
            organisation.number_for(&Arc::new(Request::new(actor, "r")))
        };
        let contact = |id| Assignment { organisation: Some(id), ..Assignment::bare(Role::OrgContact) };
        assert_eq!(shown(vec![]).as_deref(), Some("******-****"));
        assert_eq!(shown(vec![contact(Id::new(&SequentialIds::starting_at(50)))]).as_deref(), Some("******-****"));
        assert_eq!(shown(vec![contact(organisation.id)]).as_deref(), Some("19510217-9974"));
        let (company, _) = registered(OrganisationKind::Company, "556016-0680").expect("registered");
        let public = Arc::new(Request::new(Actor::public(), "r"));
        assert_eq!(company.number_for(&public).as_deref(), Some("556016-0680"));
    }
}
