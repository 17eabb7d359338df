//! How a professional network is shown.

use graph::{Choice, Field, Fields, Object, Table, table};
use kernel::Label;
use store::Family;
use taxonomy::Scheme;
use workplaces::{
    NetworkMember,
    material::MaterialColumn,
    meeting::LearningMeetingColumn,
    network::{self, ProfessionalNetworkColumn as C},
    network_member::NetworkMemberColumn,
};

use crate::objects::{
    about, learning_meeting::LearningMeetingObject, material::LearningMaterialObject,
    network_member::NetworkMemberObject, project::ProjectObject,
};

pub type ProfessionalNetworkStatus = Choice<network::NetworkStatus>;
pub type ProfessionalNetworkObject = Object<ProfessionalNetworkFields>;

type F = Field<ProfessionalNetworkFields>;

/// The fields of [`network::ProfessionalNetwork`].
pub struct ProfessionalNetworkFields;

impl Fields for ProfessionalNetworkFields {
    type Record = network::ProfessionalNetwork;

    const NAME: &'static str = "ProfessionalNetwork";
    const ABOUT: Label = Label {
        sv: "Yrkesnätverk: personer med samma roll, från flera organisationer.",
        en: "Professional network: people of one role, from several organisations.",
    };

    const FIRST: &'static [&'static str] =
        &["name", "role", "ssyk", "status", "statusReason", "members", "meetings", "materials"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(ProfessionalNetworkFields, [
            F::text("name", C::Name, |row| &row.name, about::NAME).filtered_on(C::NameKey).ordered_on(C::NameKey),
            F::text("role", C::Role, |row| &row.role,
                ("Roll: den som medlemmarna har.", "Role: the one that the members have.")).filtered_on(C::RoleKey).ordered_on(C::RoleKey),
            F::code("ssyk", C::SsykCode, Scheme::Ssyk2012, |row| row.ssyk.as_ref(),
                ("Yrkesgrupp: SSYK 2012.", "Occupation group: SSYK 2012.")).filtered(),
            F::maybe_text("purpose", C::Purpose, |row| row.purpose.as_deref(), ("Syfte.", "Purpose.")),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps(|row| row.status, network::TRANSITIONS),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(), about::STATUS_REASON),
            F::int("organisations", C::Organisations, |row| row.organisations,
                ("Organisationer med medlemmar: så många har medlemmar i nätverket.", "Organisations with members: so many have members in the network.")).filtered(),
            F::the::<ProjectObject>("project", C::ProjectId, |row| row.project,
                ("Projekt: det som startade nätverket.", "Project: the one that started the network.")).filtered().by_id(),
            F::many_as_of::<NetworkMemberObject>("members", Family::Column(NetworkMemberColumn::NetworkId), NetworkMember::staying_on,
                ("Medlemmar, inom din räckvidd: organisationen ser sina, projektet alla.", "Members, within your reach: an organisation sees its own, the project all."), ("Medlemmar den dagen.", "Members on that day.")),
            F::many::<LearningMeetingObject>("meetings", Family::Column(LearningMeetingColumn::NetworkId),
                ("Lärmöten som nätverket har.", "Learning meetings of the network.")),
            F::many::<LearningMaterialObject>("materials", Family::Column(MaterialColumn::NetworkId),
                ("Material som nätverket delar.", "Materials that the network shares.")),
            F::changed_since(),
            F::searched(C::WordsKey),
            F::where_some::<NetworkMemberObject>("someMember", NetworkMemberColumn::NetworkId,
                ("Har någon medlem som du når och som uppfyller detta.", "Has some member that you reach and that fulfils this.")),
            F::where_some::<LearningMeetingObject>("someMeeting", LearningMeetingColumn::NetworkId,
                ("Har något lärmöte som uppfyller detta.", "Has some learning meeting that fulfils this.")),
        ])
    }
}
