//! What a domain says of one of its tables; everything else is written once, here in `store`.

use access::{Action, Anchors};
use kernel::{Id, Kind, Result};
use sea_orm::{EntityTrait, IntoActiveModel, ModelTrait};

use crate::{
    row::{Cells, Row},
    scope::Reach,
};

/// How a domain value stands in one row of a table. [`stored!`](crate::stored) makes it of the list of columns.
pub trait Mapped: Sized {
    /// What its id points at.
    type Kind: Kind;
    /// Its SeaORM entity.
    type Entity: EntityTrait<
            Model: Row + ModelTrait<Entity = Self::Entity> + IntoActiveModel<Self::ActiveModel> + Send + Sync,
            ActiveModel = Self::ActiveModel,
        >;
    /// Its SeaORM active model.
    type ActiveModel: sea_orm::ActiveModelTrait<Entity = Self::Entity> + Send;

    /// The primary key's column.
    const ID: <Self::Entity as EntityTrait>::Column;
    /// The optimistic lock's column; `None` for rows that never change.
    const VERSION: Option<<Self::Entity as EntityTrait>::Column>;

    /// The id.
    fn id(&self) -> Id<Self::Kind>;

    /// The version it was loaded at; 0 for rows that never change.
    fn version(&self) -> i32 {
        0
    }

    /// Sets the version after a change.
    fn set_version(&mut self, _version: i32) {}

    /// From the cells of a row, one for each column of the entity.
    ///
    /// # Errors
    /// `Broken` when a stored value is none of ours.
    fn read(cells: &mut Cells<'_>) -> Result<Self>;

    /// To the stored row.
    fn to_model(&self) -> <Self::Entity as EntityTrait>::Model;
}

/// A domain value stored as one row, and who may read it.
pub trait Record: Mapped + Clone + Send + Sync + 'static {
    /// The act that shows it.
    const READ: Action;

    /// Columns that may be empty and without which no record can be made: of which exactly one is filled, say. Read whatever is
    /// looked at.
    const NEEDED: &'static [<Self::Entity as EntityTrait>::Column] = &[];

    /// Which columns carry which reach.
    fn reach() -> Reach<<Self::Entity as EntityTrait>::Column>;

    /// What every row that belongs to this one is anchored in as well, where its table has such a column: so it is known of whom
    /// all of them are within reach. What it is made of is read whatever is looked at.
    fn anchors_below(&self) -> Anchors {
        Anchors::default()
    }
}
