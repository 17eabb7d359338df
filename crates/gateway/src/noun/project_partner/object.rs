//! How a project partner is shown.

use async_graphql::{Context, Enum, ID, Object, Result};
use projects::partner;

use super::filter::{ProjectPartnerFilter, ProjectPartnerOrder};
use crate::{
    graph::{Date, Node, Noun},
    noun::{organisation::OrganisationObject, project::ProjectObject},
};

/// Vilken del en organisation har i ett projekt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "partner::Part")]
pub enum ProjectPart {
    /// Samverkanspart.
    Partner,
    /// Deltagande företag.
    ParticipatingCompany,
    /// Projektledande.
    Lead,
    /// Utbildningsanordnare.
    Provider,
    /// Spridning av resultat.
    Spread,
}

/// A project partner.
pub struct ProjectPartnerObject(Node<partner::ProjectPartner>);

impl From<Node<partner::ProjectPartner>> for ProjectPartnerObject {
    fn from(node: Node<partner::ProjectPartner>) -> Self {
        Self(node)
    }
}

impl Noun for ProjectPartnerObject {
    type Record = partner::ProjectPartner;
    type Filter = ProjectPartnerFilter;
    type Order = ProjectPartnerOrder;
    const NAME: &'static str = "ProjectPartner";
}

/// Projektpart: an organisation with a part in a project.
#[Object(name = "ProjectPartner")]
impl ProjectPartnerObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Del.
    async fn part(&self) -> ProjectPart {
        self.0.row().part.into()
    }

    /// Första dag; the project's when absent.
    async fn valid_from(&self) -> Option<Date> {
        self.0.row().valid_from.map(Date)
    }

    /// Sista dag; the project's when absent.
    async fn valid_to(&self) -> Option<Date> {
        self.0.row().valid_to.map(Date)
    }

    /// Organisationen.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<OrganisationObject> {
        self.0.the(ctx, |partner| partner.organisation).await
    }

    /// Projektet.
    async fn project(&self, ctx: &Context<'_>) -> Result<ProjectObject> {
        self.0.the(ctx, |partner| partner.project).await
    }
}
