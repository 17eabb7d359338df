//! How an occasion is shown.

use efforts::{
    Effort,
    enrolment::EnrolmentColumn,
    occasion::{self, OccasionColumn as C},
    session::SessionColumn,
};
use graph::{Choice, Field, Fields, FilterInput, NearFilter, Object, Table, table};
use kernel::Label;
use store::Family;
use taxonomy::Scheme;

use crate::objects::{
    about, effort::EffortObject, enrolment::EnrolmentObject, hub::HubObject, organisation::OrganisationObject,
    project::ProjectObject, session::SessionObject,
};

pub type OccasionStatus = Choice<occasion::OccasionStatus>;
pub type OccasionObject = Object<OccasionFields>;
pub type OccasionFilter = FilterInput<OccasionFields>;

type F = Field<OccasionFields>;

/// The fields of [`occasion::Occasion`].
pub struct OccasionFields;

impl Fields for OccasionFields {
    type Record = occasion::Occasion;

    const NAME: &'static str = "Occasion";
    const ABOUT: Label = Label {
        sv: "Tillfälle: en gång som en insats ges, med sina platser.",
        en: "Occasion: one time an effort is given, with its places.",
    };
    const TITLE: &'static str = "effort { id title } startsOn";

    const FIRST: &'static [&'static str] =
        &["effort", "startsOn", "endsOn", "status", "statusReason", "enrolments", "sessions"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(OccasionFields, [
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered(),
            F::steps_within::<_, _, Effort>(|row| row.status, occasion::TRANSITIONS, |row| row.effort,
                |_, effort, verb| verb.is_done_in(effort.status)),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(),
                ("Skäl till att det ställdes in.", "Why it was cancelled.")),
            F::date("startsOn", C::StartsOn, |row| row.starts_on, about::FIRST_DAY).filtered().ordered(),
            F::date("endsOn", C::EndsOn, |row| row.ends_on, ("Sista dag.", "Last day.")).filtered().ordered(),
            F::code("municipality", C::MunicipalityCode, Scheme::Municipality, |row| row.municipality.as_ref(),
                ("Kommun.", "Municipality.")).filtered(),
            F::choice("delivery", C::Delivery, |row| row.delivery,
                ("Genomförandeform.", "Delivery.")).filtered(),
            F::int("capacity", C::Capacity, |row| row.capacity, ("Platser.", "Places.")).filtered().ordered(),
            F::one::<EffortObject>("effort", C::EffortId, |row| Some(row.effort),
                ("Insats.", "Effort.")).filtered().by_id(),
            F::the::<HubObject>("hub", C::HubId, |row| row.hub, ("Kompetensnav.", "Competence hub.")).by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |row| row.project,
                ("Projekt: det som betalar.", "Project: the one that pays.")).by_id(),
            F::one::<OrganisationObject>("provider", C::ProviderId, |row| row.provider,
                ("Anordnare.", "Provider.")).by_id(),
            F::many::<SessionObject>("sessions", Family::Column(SessionColumn::OccasionId),
                ("Kurstillfällen.", "Sessions.")),
            F::many::<EnrolmentObject>("enrolments", Family::Column(EnrolmentColumn::OccasionId),
                ("Anmälningar, inom din räckvidd.", "Enrolments, within your reach.")),
            F::changed_since(),
            F::only_filter::<NearFilter>("near", |given| given.on(C::MunicipalityCode),
                ("Nära: högst så många kilometer från en kommun. De utan kommun är inte med: fråga efter dem med `municipality: { isNull: true }`.", "Near: at most so many kilometres from a municipality. Those without a municipality are left out: ask for them with `municipality: { isNull: true }`.")),
            F::where_some::<SessionObject>("someSession", SessionColumn::OccasionId,
                ("Har något kurstillfälle som uppfyller detta.", "Has some session that fulfils this.")),
            F::where_some::<EnrolmentObject>("someEnrolment", EnrolmentColumn::OccasionId,
                ("Har någon anmälan inom din räckvidd som uppfyller detta.", "Has some enrolment within your reach that fulfils this.")),
        ])
    }
}
