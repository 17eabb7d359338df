//! Parquet, without Arrow: row groups of a bounded size, types that every reader knows, what the question says as metadata.
//!
//! Whole numbers and counts are INT64; decimals DECIMAL(18, n) in INT64, so exact; shares DOUBLE; texts, codes and statuses
//! UTF-8; dates DATE; instants TIMESTAMP in milliseconds, UTC. Every column may be null. The file's key-value metadata holds
//! `kompetensnav.question`, `.version`, `.title`, `.ingress`, `.asked_at`, `.scope`, `.protection`, `.address`, `.licence`,
//! `.parameters` (JSON), and for each column `kompetensnav.column.<name>.label`, `.unit` and `.description`.

use std::sync::Arc;

use bytes::Bytes;
use chrono::NaiveDate;
use parquet::{
    basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical},
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedColumnWriter, SerializedFileWriter},
    },
    schema::types::{Type, TypePtr},
};
use rust_decimal::Decimal;

use super::{About, EncodeError, Encoder, Pieces};
use crate::table::{Cell, Field, FieldKind, Head, Row};

/// Rows of a group: what is held in memory.
const GROUP: usize = 16_384;
/// Digits of a decimal that fit in 64 bits.
const PRECISION: i32 = 18;

pub(super) struct Parquet {
    /// Gone when finished.
    writer: SerializedFileWriter<Vec<u8>>,
    head: Head,
    waiting: Vec<Row>,
}

impl Parquet {
    pub fn new(head: &Head, about: &About) -> Result<Self, EncodeError> {
        let fields = head.fields().iter().map(column).collect::<Result<Vec<_>, _>>().map_err(EncodeError::broken)?;
        let schema = Type::group_type_builder("question").with_fields(fields).build().map_err(EncodeError::broken)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("Kompetensnav".to_owned())
            .set_key_value_metadata(Some(metadata(head, about)))
            .build();
        let writer = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties));
        Ok(Self { writer: writer.map_err(EncodeError::broken)?, head: head.clone(), waiting: Vec::new() })
    }

    fn group(&mut self) -> Result<(), EncodeError> {
        let mut rows = std::mem::take(&mut self.waiting);
        let mut group = self.writer.next_row_group().map_err(EncodeError::broken)?;
        for (index, field) in self.head.fields().iter().enumerate() {
            let writer = group.next_column().map_err(EncodeError::broken)?;
            let writer = writer.ok_or_else(|| EncodeError::RowDoesNotFit { field: field.name.clone() })?;
            write_column(writer, &mut rows, index, field)?;
        }
        group.close().map(drop).map_err(EncodeError::broken)
    }

    /// The bytes written since last time.
    fn ready(&mut self) -> Result<Bytes, EncodeError> {
        self.writer.flush().map_err(EncodeError::broken)?;
        Ok(std::mem::take(self.writer.inner_mut()).into())
    }
}

impl Encoder for Parquet {
    fn start(&mut self) -> Result<Bytes, EncodeError> {
        self.ready()
    }

    fn rows(&mut self, rows: Vec<Row>) -> Result<Bytes, EncodeError> {
        for row in rows {
            self.waiting.push(row);
            if self.waiting.len() == GROUP {
                self.group()?;
            }
        }
        self.ready()
    }

    fn finish(mut self: Box<Self>) -> Result<Pieces, EncodeError> {
        if !self.waiting.is_empty() {
            self.group()?;
        }
        self.writer.finish().map_err(EncodeError::broken)?;
        let rest = std::mem::take(self.writer.inner_mut());
        Ok(Pieces::bytes(rest))
    }
}

fn column(field: &Field) -> Result<TypePtr, ParquetError> {
    let instant = LogicalType::timestamp(true, TimeUnit::MILLIS);
    let (physical, logical) = match field.kind {
        FieldKind::Text | FieldKind::Code | FieldKind::Status => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        FieldKind::Integer | FieldKind::Count => (Physical::INT64, None),
        FieldKind::Decimal(places) => {
            (Physical::INT64, Some(LogicalType::decimal(i32::try_from(places).unwrap_or(PRECISION), PRECISION)))
        }
        FieldKind::Percent(_) => (Physical::DOUBLE, None),
        FieldKind::Date => (Physical::INT32, Some(LogicalType::Date)),
        FieldKind::DateTime => (Physical::INT64, Some(instant)),
        FieldKind::Boolean => (Physical::BOOLEAN, None),
    };
    let mut builder = Type::primitive_type_builder(&field.name, physical).with_repetition(Repetition::OPTIONAL);
    if let FieldKind::Decimal(places) = field.kind {
        builder = builder.with_precision(PRECISION).with_scale(i32::try_from(places).unwrap_or(PRECISION));
    }
    builder.with_logical_type(logical).build().map(Arc::new)
}

fn metadata(head: &Head, about: &About) -> Vec<KeyValue> {
    let mut all: Vec<KeyValue> =
        about.entries().into_iter().map(|(name, value)| KeyValue::new(format!("kompetensnav.{name}"), value)).collect();
    let parameters: serde_json::Map<_, _> =
        about.parameters.iter().map(|(label, value)| (label.clone(), value.as_str().into())).collect();
    let parameters = serde_json::Value::Object(parameters).to_string();
    all.push(KeyValue::new("kompetensnav.parameters".to_owned(), parameters));
    for field in head.fields() {
        let mut say = |what: &str, text: &crate::Text| {
            let key = format!("kompetensnav.column.{}.{what}", field.name);
            all.push(KeyValue::new(key, text.get(about.lang).to_owned()));
        };
        say("label", &field.label);
        field.unit.iter().for_each(|unit| say("unit", unit));
        field.description.iter().for_each(|description| say("description", description));
    }
    all
}

fn write_column(
    writer: SerializedColumnWriter<'_>,
    rows: &mut [Row],
    index: usize,
    field: &Field,
) -> Result<(), EncodeError> {
    let mut cells = Cells { rows, index, field };
    match field.kind {
        FieldKind::Text | FieldKind::Code | FieldKind::Status => {
            cells.write::<ByteArrayType>(writer, |cell| match cell {
                Cell::Text(text) => Some(ByteArray::from(std::mem::take(text).into_bytes())),
                _ => None,
            })
        }
        FieldKind::Integer | FieldKind::Count => cells.write::<Int64Type>(writer, |cell| match cell {
            Cell::Integer(value) => Some(*value),
            _ => None,
        }),
        FieldKind::Decimal(places) => {
            cells.none_too_large(places)?;
            cells.write::<Int64Type>(writer, |cell| match cell {
                Cell::Decimal(value) => unscaled(*value, places),
                _ => None,
            })
        }
        FieldKind::Percent(_) => cells.write::<DoubleType>(writer, |cell| cell.number()),
        FieldKind::Date => cells.write::<Int32Type>(writer, |cell| match cell {
            Cell::Date(day) => i32::try_from((*day - NaiveDate::default()).num_days()).ok(),
            _ => None,
        }),
        FieldKind::DateTime => cells.write::<Int64Type>(writer, |cell| match cell {
            Cell::DateTime(instant) => Some(instant.timestamp_millis()),
            _ => None,
        }),
        FieldKind::Boolean => cells.write::<BoolType>(writer, |cell| match cell {
            Cell::Boolean(value) => Some(*value),
            _ => None,
        }),
    }
}

/// One column of a group.
struct Cells<'a> {
    rows: &'a mut [Row],
    index: usize,
    field: &'a Field,
}

impl Cells<'_> {
    /// Texts are taken, not copied: no column is written twice.
    fn write<T: DataType>(
        &mut self,
        mut writer: SerializedColumnWriter<'_>,
        value: impl Fn(&mut Cell) -> Option<T::T>,
    ) -> Result<(), EncodeError> {
        let mut values = Vec::with_capacity(self.rows.len());
        let mut levels = Vec::with_capacity(self.rows.len());
        for row in &mut *self.rows {
            let misfit = || EncodeError::RowDoesNotFit { field: self.field.name.clone() };
            let cell = row.get_mut(self.index).ok_or_else(misfit)?;
            match (value(cell), &*cell) {
                (Some(value), _) => {
                    values.push(value);
                    levels.push(1);
                }
                (None, Cell::Null | Cell::Hidden(_)) => levels.push(0),
                // Another type's cell must not become a null that nobody sees.
                (None, _) => return Err(misfit()),
            }
        }
        writer.typed::<T>().write_batch(&values, Some(&levels), None).map_err(EncodeError::broken)?;
        writer.close().map_err(EncodeError::broken)
    }

    fn none_too_large(&self, places: u32) -> Result<(), EncodeError> {
        let too_large =
            |row: &Row| matches!(row.get(self.index), Some(Cell::Decimal(value)) if unscaled(*value, places).is_none());
        if self.rows.iter().any(too_large) {
            return Err(EncodeError::NumberIsTooLarge { field: self.field.name.clone() });
        }
        Ok(())
    }
}

/// The decimal as so many smallest parts, when it has at most 18 digits.
fn unscaled(mut value: Decimal, places: u32) -> Option<i64> {
    value.rescale(places);
    let parts = i64::try_from(value.mantissa()).ok()?;
    (value.scale() == places && parts.unsigned_abs() < 10_u64.pow(18)).then_some(parts)
}
