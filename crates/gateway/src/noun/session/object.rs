//! How a session is shown.

use async_graphql::{Context, ID, Object, Result};
use efforts::session;

use super::filter::{SessionFilter, SessionOrder};
use crate::{
    graph::{DateTime, Node, Noun},
    noun::{effort::Delivery, occasion::OccasionObject},
};

/// A session.
pub struct SessionObject(Node<session::Session>);

impl From<Node<session::Session>> for SessionObject {
    fn from(node: Node<session::Session>) -> Self {
        Self(node)
    }
}

impl Noun for SessionObject {
    type Record = session::Session;
    type Filter = SessionFilter;
    type Order = SessionOrder;
    const NAME: &'static str = "Session";
}

/// Kurstillfälle: one meeting of an occasion.
#[Object(name = "Session")]
impl SessionObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Början.
    async fn starts_at(&self) -> DateTime {
        DateTime(self.0.row().starts_at)
    }

    /// Slut.
    async fn ends_at(&self) -> DateTime {
        DateTime(self.0.row().ends_at)
    }

    /// Lokal eller länk.
    async fn place(&self) -> Option<&str> {
        self.0.row().place.as_deref()
    }

    /// Genomförandeform.
    async fn delivery(&self) -> Delivery {
        self.0.row().delivery.into()
    }

    /// Tillfället.
    async fn occasion(&self, ctx: &Context<'_>) -> Result<Option<OccasionObject>> {
        self.0.one(ctx, |row| Some(row.occasion)).await
    }
}
