//! How a network member is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{
    Result,
    id::{OrganisationId, ProjectId},
};
use sea_orm::entity::prelude::*;
use store::{Around, Compare, Filter, Reach, Record};

use super::entity::NetworkMember;
use crate::network::{ProfessionalNetwork, ProfessionalNetworkColumn};

store::stored! {
    /// Rows of `network_members`.
    NetworkMember as kind::NetworkMember in "network_members" {
        id: String => id,
        version: i32 => version,
        network_id: String => network,
        project_id: String => project,
        organisation_id: String => organisation,
        participant_id: Option<String> => participant,
        joined_on: Date => joined_on,
        left_on: Option<Date> => left_on,
    }
}

impl NetworkMember {
    /// The same member, who has not left.
    pub(super) fn alike(&self) -> Filter<Column> {
        let person = match &self.participant {
            Some(person) => Compare::Eq(person.as_str().into()),
            None => Compare::Absent(true),
        };
        Filter::All(vec![
            Filter::Is(Column::NetworkId, Compare::Eq(self.network.as_str().into())),
            Filter::Is(Column::OrganisationId, Compare::Eq(self.organisation.as_str().into())),
            Filter::Is(Column::ParticipantId, person),
            Filter::Is(Column::LeftOn, Compare::Absent(true)),
        ])
    }

    /// Those of `organisation` in networks of `project` who have not left.
    pub fn there(project: ProjectId, organisation: OrganisationId) -> Filter<Column> {
        Filter::All(vec![
            Filter::Is(Column::ProjectId, Compare::Eq(project.as_str().into())),
            Filter::Is(Column::OrganisationId, Compare::Eq(organisation.as_str().into())),
            Filter::Is(Column::LeftOn, Compare::Absent(true)),
        ])
    }

    /// Members on `day`.
    pub fn staying_on(day: NaiveDate) -> Filter<Column> {
        Filter::lasting(Column::JoinedOn, Column::LeftOn, day)
    }

    /// The occupation group of the role that the network is for, of the members that a set is made for.
    pub fn role() -> Around {
        Around::of::<ProfessionalNetwork, _>(ProfessionalNetworkColumn::SsykCode, Column::NetworkId)
    }
}

impl Record for NetworkMember {
    const READ: Action = Action::ReadNetworkMembers;

    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            project: vec![Column::ProjectId],
            person: vec![Column::ParticipantId],
            ..Reach::default()
        }
    }
}
