//! How a network member is shown.

use async_graphql::Context;
use efforts::{Effort, effort::EffortColumn, enrolment::EnrolmentColumn};
use graph::{
    Date, Field, Fields, FilterInput, IdFilter, Object, OrderInput, Table,
    context::{caller, reader},
    table,
};
use kernel::{Label, id::kind};
use store::Filter;
use workplaces::{NetworkMember, network_member::NetworkMemberColumn as C};

use crate::objects::{
    about, enrolment::EnrolmentObject, organisation::OrganisationObject, participant::ParticipantObject,
    professional_network::ProfessionalNetworkObject, project::ProjectObject,
};

pub type NetworkMemberObject = Object<NetworkMemberFields>;
pub type NetworkMemberFilter = FilterInput<NetworkMemberFields>;
pub type NetworkMemberOrder = OrderInput<NetworkMemberFields>;

type F = Field<NetworkMemberFields>;

/// Enrolments in efforts that are for the role of the member's network.
fn of_the_role(ctx: &Context<'_>) -> Filter<EnrolmentColumn> {
    let for_it = Filter::Under(EffortColumn::SsykCode, NetworkMember::role());
    let efforts = reader::<Effort>(ctx).set(&caller(ctx).request, &for_it, EffortColumn::Id);
    Filter::InSet(EnrolmentColumn::EffortId, efforts)
}

/// The fields of [`NetworkMember`].
pub struct NetworkMemberFields;

impl Fields for NetworkMemberFields {
    type Record = NetworkMember;

    const NAME: &'static str = "NetworkMember";
    const ABOUT: Label = Label {
        sv: "Medlem i ett yrkesnätverk: en person hos sin arbetsgivare, eller en organisation som sänder vem den vill.",
        en: "Member of a professional network: a person at her employer, or an organisation that sends whom it will.",
    };
    const TITLE: &'static str = "organisation { id name } network { id name } joinedOn";

    const FIRST: &'static [&'static str] = &["organisation", "network", "joinedOn", "leftOn"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(NetworkMemberFields, [
            F::date("joinedOn", C::JoinedOn, |row| row.joined_on, about::FIRST_DAY).filtered().ordered(),
            F::maybe_date("leftOn", C::LeftOn, |row| row.left_on,
                ("Sista dag; saknas medan det pågår.", "Last day; absent while it lasts.")).filtered(),
            F::resolved::<Option<ParticipantObject>>("participant",
                ("Deltagare: personen, där en är angiven.", "Participant: the person, where one is named."), |node, ctx| Box::pin(async move { let Some(own) = node.row().participant else { return Ok(None) }; ParticipantObject::of(node, ctx, move |row| row.participant.unwrap_or(own), None).await.map(Some) })).looking_at(&[C::ParticipantId]),
            F::the::<ProfessionalNetworkObject>("network", C::NetworkId, |row| row.network,
                ("Yrkesnätverk.", "Professional network.")).filtered().by_id(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                about::EMPLOYER).filtered().by_id(),
            F::the::<ProjectObject>("project", C::ProjectId, |row| row.project,
                ("Projekt: det som startade nätverket.", "Project: the one that started the network.")).by_id(),
            F::only_filter::<IdFilter>("participantId", |f| f.on::<_, kind::Participant>(C::ParticipantId),
                ("Person.", "Person.")),
            F::only_filter::<Date>("stayingOn", |day| Ok(NetworkMember::staying_on(day.0)),
                ("Medlem den dagen.", "A member on that day.")),
            F::where_some_by::<EnrolmentObject>("someEnrolment", C::ParticipantId, EnrolmentColumn::ParticipantId,
                ("Personen har någon anmälan inom din räckvidd som uppfyller detta.", "The person has some enrolment within your reach that fulfils this.")),
            F::where_some_alike::<EnrolmentObject>("someEnrolmentOfRole", C::ParticipantId, EnrolmentColumn::ParticipantId, of_the_role,
                ("Personen har någon anmälan inom din räckvidd till en insats för nätverkets yrkesgrupp, eller en under den, som uppfyller detta.",
                 "The person has some enrolment within your reach in an effort for the network's occupation group, or one under it, that fulfils this.")),
            F::where_some_alike::<EnrolmentObject>("someColleagueEnrolmentOfRole", C::OrganisationId, EnrolmentColumn::OrganisationId, of_the_role,
                ("Någon hos organisationen har en anmälan inom din räckvidd till en insats för nätverkets yrkesgrupp, eller en under den, som uppfyller detta.",
                 "Someone at the organisation has an enrolment within your reach in an effort for the network's occupation group, or one under it, that fulfils this.")),
            F::only_order("network", C::NetworkId, ("Yrkesnätverk: ett nätverks rader intill varandra.", "Professional network: a network's rows beside one another.")),
        ])
    }
}
