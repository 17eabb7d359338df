//! Parquet, without Arrow: row groups of a bounded size, types that every reader knows, what the question says as metadata.
//!
//! Whole numbers and counts are INT64; decimals and shares DECIMAL(18, n) in INT64, so exact; texts, codes and statuses
//! UTF-8; dates DATE; instants TIMESTAMP in milliseconds, UTC. Every column may be null. The file's key-value metadata holds
//! `kompetensnav.question`, `.version`, `.title`, `.ingress`, `.asked_at`, `.scope`, `.protection`, `.address`, `.licence`,
//! `.parameters` (JSON), and for each column `kompetensnav.column.<name>.label`, `.unit` and `.description`.

mod column;

use std::sync::Arc;

use bytes::Bytes;
use parquet::{
    basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::{WriterProperties, WriterPropertiesBuilder},
        writer::SerializedFileWriter,
    },
    schema::types::{Type, TypePtr},
};

use super::{About, EncodeError, Encoder, Pieces};
use crate::table::{Field, FieldKind, Head, Row};
use column::Column;

/// Rows of a group: what is held in memory.
const GROUP: usize = 16_384;
/// Digits of a decimal that fit in 64 bits.
const PRECISION: i32 = 18;

pub(super) struct Parquet {
    head: Head,
    schema: TypePtr,
    properties: WriterPropertiesBuilder,
    /// From the first group on, which says what is worth a dictionary.
    writer: Option<SerializedFileWriter<Vec<u8>>>,
    columns: Vec<Column>,
    waiting: usize,
}

impl Parquet {
    pub fn new(head: &Head, about: &About) -> Result<Self, EncodeError> {
        let fields =
            head.fields().iter().map(column_type).collect::<Result<Vec<_>, _>>().map_err(EncodeError::broken)?;
        let schema = Type::group_type_builder("question").with_fields(fields).build().map_err(EncodeError::broken)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("Kompetensnav".to_owned())
            .set_key_value_metadata(Some(metadata(head, about)));
        let columns = head.fields().iter().map(|field| Column::of(field.kind)).collect();
        Ok(Self { head: head.clone(), schema: schema.into(), properties, writer: None, columns, waiting: 0 })
    }

    fn begin(&self) -> Result<SerializedFileWriter<Vec<u8>>, ParquetError> {
        let each = self.head.fields().iter().zip(&self.columns).filter(|(_, column)| column.seldom_repeats());
        let properties = each.fold(self.properties.clone(), |properties, (field, _)| {
            properties.set_column_dictionary_enabled(vec![field.name.clone()].into(), false)
        });
        SerializedFileWriter::new(Vec::new(), Arc::clone(&self.schema), Arc::new(properties.build()))
    }

    /// Writes what has been gathered, if anything.
    fn group(&mut self) -> Result<&mut SerializedFileWriter<Vec<u8>>, ParquetError> {
        let begun = self.writer.take().map_or_else(|| self.begin(), Ok)?;
        let writer = self.writer.insert(begun);
        if self.waiting > 0 {
            let mut group = writer.next_row_group()?;
            for column in &mut self.columns {
                column.write(group.next_column()?)?;
            }
            group.close()?;
            self.waiting = 0;
        }
        Ok(writer)
    }
}

impl Encoder for Parquet {
    fn start(&mut self) -> Result<Bytes, EncodeError> {
        Ok(Bytes::new())
    }

    fn blocks(&self, rows: usize) -> bool {
        self.waiting + rows >= GROUP
    }

    fn rows(&mut self, rows: Vec<Row>) -> Result<Bytes, EncodeError> {
        for row in rows {
            for (index, (field, column)) in self.head.fields().iter().zip(&mut self.columns).enumerate() {
                let cell = row.get(index).ok_or_else(|| EncodeError::RowDoesNotFit { field: field.name.clone() })?;
                column.push(cell, field)?;
            }
            self.waiting += 1;
            if self.waiting == GROUP {
                self.group().map_err(EncodeError::broken)?;
            }
        }
        let Some(writer) = &mut self.writer else { return Ok(Bytes::new()) };
        writer.flush().map_err(EncodeError::broken)?;
        Ok(std::mem::take(writer.inner_mut()).into())
    }

    fn finish(mut self: Box<Self>) -> Result<Pieces, EncodeError> {
        let writer = self.group().map_err(EncodeError::broken)?;
        writer.finish().map_err(EncodeError::broken)?;
        Ok(Pieces::bytes(std::mem::take(writer.inner_mut())))
    }
}

fn column_type(field: &Field) -> Result<TypePtr, ParquetError> {
    let instant = LogicalType::timestamp(true, TimeUnit::MILLIS);
    let (physical, logical) = match field.kind {
        FieldKind::Text | FieldKind::Code | FieldKind::Status => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        FieldKind::Integer | FieldKind::Year | FieldKind::Count => (Physical::INT64, None),
        // Shares too: for doubles the library writes an order of values that readers of before 2026 do not know.
        FieldKind::Decimal(places) | FieldKind::Percent(places) => {
            (Physical::INT64, Some(LogicalType::decimal(i32::try_from(places).unwrap_or(PRECISION), PRECISION)))
        }
        FieldKind::Date => (Physical::INT32, Some(LogicalType::Date)),
        FieldKind::DateTime => (Physical::INT64, Some(instant)),
        FieldKind::Boolean => (Physical::BOOLEAN, None),
    };
    let mut builder = Type::primitive_type_builder(&field.name, physical).with_repetition(Repetition::OPTIONAL);
    if let FieldKind::Decimal(places) | FieldKind::Percent(places) = field.kind {
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
