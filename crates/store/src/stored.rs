//! A record and its table, from one list of columns.

/// Makes a SeaORM entity and how a domain value is read from it and written to it, of one line for each column: its name in the
/// table, what the databases hold, and the field whose value it is, which [`kernel::Stored`] turns into the one and back.
///
/// ```text
/// store::stored! {
///     /// One row of `needs`.
///     Need as kind::Need in "needs" {
///         id: String => id,
///         version: i32 => version,                               // where rows change
///         title: String => title,
///         title_key: String = |need| sort_key(&need.title),      // follows from the value, and is never read
///         codes: NeedCodes {                                     // a value within the value
///             skill_code: Option<String> => skill,
///         },
///         owner = |cells| { Owner::read(cells)? } {              // a value with a reading of its own, and its columns
///             council_id: Option<String> = |need| need.owner.council().to_value(),
///         },
///     }
/// }
/// ```
#[macro_export]
macro_rules! stored {
    ($(#[$meta:meta])* $record:ident as kind::$kind:ident in $table:tt {
        id: String => $id:ident, version: i32 => $version:ident, $($rest:tt)*
    }) => {
        $crate::stored! { @next
            [$record, $kind, $(#[$meta])*, $table, [Some(Column::Version)], [
                fn version(&self) -> i32 {
                    self.$version
                }

                fn set_version(&mut self, version: i32) {
                    self.$version = version;
                }
            ]]
            [] [] [] [] version: i32 => $version, $($rest)*
        }
    };
    ($(#[$meta:meta])* $record:ident as kind::$kind:ident in $table:tt { id: String => $id:ident, $($rest:tt)* }) => {
        $crate::stored! { @next [$record, $kind, $(#[$meta])*, $table, [None], []] [] [] [] [] $($rest)* }
    };
    (@next $head:tt [$($columns:tt)*] [$($reads:tt)*] [$($fields:tt)*] [$($writes:tt)*]
        $column:ident: $type:ident $(<$inner:ident>)? => $field:ident, $($rest:tt)*
    ) => {
        $crate::stored! { @next $head
            [$($columns)* $column: $type $(<$inner>)?,]
            [$($reads)* [$field = |cells| cells.stored()?]]
            [$($fields)* $field,]
            [$($writes)* $column [|record| ::kernel::Stored::to_value(&record.$field)]]
            $($rest)*
        }
    };
    (@next $head:tt [$($columns:tt)*] [$($reads:tt)*] [$($fields:tt)*] [$($writes:tt)*]
        $column:ident: $type:ident $(<$inner:ident>)? = |$of:ident| $value:expr, $($rest:tt)*
    ) => {
        $crate::stored! { @next $head
            [$($columns)* $column: $type $(<$inner>)?,]
            [$($reads)* [_skipped = |cells| cells.skip()]]
            [$($fields)*]
            [$($writes)* $column [|$of| $value]]
            $($rest)*
        }
    };
    (@next $head:tt [$($columns:tt)*] [$($reads:tt)*] [$($fields:tt)*] [$($writes:tt)*]
        $field:ident: $part:ident { $($column:ident: $type:ident $(<$inner:ident>)? => $within:ident,)* }, $($rest:tt)*
    ) => {
        $crate::stored! { @next $head
            [$($columns)* $($column: $type $(<$inner>)?,)*]
            [$($reads)* [$field = |cells| $part { $($within: cells.stored()?),* }]]
            [$($fields)* $field,]
            [$($writes)* $($column [|record| ::kernel::Stored::to_value(&record.$field.$within)])*]
            $($rest)*
        }
    };
    (@next $head:tt [$($columns:tt)*] [$($reads:tt)*] [$($fields:tt)*] [$($writes:tt)*]
        $field:ident = |$cells:ident| $value:block {
            $($column:ident: $type:ident $(<$inner:ident>)? = |$of:ident| $written:expr,)*
        }, $($rest:tt)*
    ) => {
        $crate::stored! { @next $head
            [$($columns)* $($column: $type $(<$inner>)?,)*]
            [$($reads)* [$field = |$cells| $value]]
            [$($fields)* $field,]
            [$($writes)* $($column [|$of| $written])*]
            $($rest)*
        }
    };
    (@next [$record:ident, $kind:ident, $(#[$meta:meta])*, $table:tt, [$version:expr], [$($versioned:tt)*]]
        [$($columns:tt)*]
        [$([$read:ident = |$cells:ident| $value:expr])*]
        [$($field:ident,)*]
        [$($column:ident [|$of:ident| $written:expr])*]
    ) => {
        $crate::row! {
            $(#[$meta])*
            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                #[sea_orm(primary_key, auto_increment = false)]
                id: String,
                $($columns)*
            }
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}

        impl $crate::Mapped for $record {
            type Kind = ::kernel::id::kind::$kind;
            type Entity = Entity;
            type ActiveModel = ActiveModel;
            const ID: Column = Column::Id;
            const VERSION: Option<Column> = $version;

            fn id(&self) -> ::kernel::Id<::kernel::id::kind::$kind> {
                self.id
            }

            $($versioned)*

            fn read(cells: &mut $crate::Cells<'_>) -> ::kernel::Result<Self> {
                let id = cells.stored()?;
                $(let $read = { let $cells = &mut *cells; $value };)*
                Ok(Self { id, $($field),* })
            }

            fn to_model(&self) -> Model {
                Model {
                    id: ::kernel::Stored::to_value(&self.id),
                    $($column: { let $of = self; $written }),*
                }
            }
        }
    };
}
