//! How a project partner is shown.

use graph::{Choice, Date, Field, Fields, FilterInput, Object, OrderInput, Table, table};
use kernel::Label;
use projects::{
    ProjectPartner,
    partner::{self, ProjectPartnerColumn as C},
};

use crate::objects::{
    about,
    organisation::OrganisationObject,
    project::ProjectObject,
    statistics::{EqualityFollowUp, equality_of_party},
};

pub type ProjectPart = Choice<partner::Part>;
pub type ProjectPartnerObject = Object<ProjectPartnerFields>;
pub type ProjectPartnerFilter = FilterInput<ProjectPartnerFields>;
pub type ProjectPartnerOrder = OrderInput<ProjectPartnerFields>;

type F = Field<ProjectPartnerFields>;

/// The fields of [`ProjectPartner`].
pub struct ProjectPartnerFields;

impl Fields for ProjectPartnerFields {
    type Record = ProjectPartner;

    const NAME: &'static str = "ProjectPartner";
    const ABOUT: Label = Label {
        sv: "Projektpart: en organisation med en del i ett projekt.",
        en: "Project partner: an organisation with a part in a project.",
    };
    const TITLE: &'static str = "organisation { id name } project { id name } part";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(ProjectPartnerFields, [
            F::choice("part", C::Part, |row| row.part, ("Del i projektet.", "Part in the project.")).filtered().ordered(),
            F::maybe_date("validFrom", C::ValidFrom, |row| row.valid_from,
                ("Första dag; projektets när den saknas.", "First day; the project's when absent.")),
            F::maybe_date("validTo", C::ValidTo, |row| row.valid_to,
                ("Sista dag; projektets när den saknas.", "Last day; the project's when absent.")),
            F::maybe_text("contactRole", C::ContactRole, |row| row.contact_role.as_deref(),
                ("Kontakt: funktionen hos parten.", "Contact: the function at the partner.")),
            F::maybe_text("contactAddress", C::ContactAddress, |row| row.contact_address.as_deref(),
                ("Kontaktens adress: funktionens egen.", "The contact's address: the function's own.")),
            F::maybe_text("followUp", C::FollowUp, |row| row.follow_up.as_deref(),
                ("Uppföljning: vad som kom av det.", "Follow-up: what came of it.")),
            F::maybe_date("followedUpOn", C::FollowedUpOn, |row| row.followed_up_on,
                ("Uppföljd den.", "Followed up on.")).filtered(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |partner| partner.organisation,
                about::ORGANISATION).filtered().by_id(),
            F::the::<ProjectObject>("project", C::ProjectId, |partner| partner.project,
                about::PROJECT).filtered().by_id(),
            F::resolved::<EqualityFollowUp>("equality",
                ("Jämställdhetsuppföljning av organisationens del i projektet: kvinnors andel av deltagarna mot deras andel av arbetsstyrkan. Organisationen själv ser den exakt, och de som svarar för projektet eller dess råd ur skyddade antal.",
                 "Equality follow-up of the organisation's part in the project: women's share of the participants against that of the workforce. Seen by the organisation itself exactly, and by protected counts by those who answer for the project or its council."),
                |node, ctx| Box::pin(equality_of_party(ctx, node, |row| (row.project, row.organisation))))
                .argument::<Option<Date>>("asOf",
                    ("Till och med dagen; i dag när den saknas, och för ett projekt som är över det årsskifte då det slutade. Av andras uppgifter: senaste årsskiftet.",
                     "Until that day; today when absent, and of a project that is over the turn of the year at which it ended. Of others' records: the turn of the year before.")),
            F::only_filter::<Date>("validOn", |day| Ok(ProjectPartner::valid_on(day.0)),
                ("Gäller den dagen.", "Holds on that day.")),
            F::only_order("project", C::ProjectId, ("Projekt: ett projekts rader intill varandra.", "Project: a project's rows beside one another.")),
        ])
    }
}
