#include "common/formats/toml/reader.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"

namespace ptkt::toml {

using base::TextError;

const Value* Reader::take(std::string_view name) {
    known_.push_back(name);
    return table_.find(name);
}

void Reader::keep(TextError error) {
    if (!error_) error_ = std::move(error);
}

void Reader::wrong_kind(std::string_view name, const Value& value, std::string_view wanted) {
    keep({value.where(), fmt::format("'{}' must be {}, not {}", name, wanted, value.kind()), {}});
}

void Reader::missing(std::string_view name) {
    keep({where_, fmt::format("'{}' is missing", name), {}});
}

void Reader::reject(std::string_view name, std::string message, std::string hint) {
    const Value* value = table_.find(name);
    keep({value ? value->where() : where_, std::move(message), std::move(hint)});
}

const std::string* Reader::string(std::string_view name) {
    const Value* value = take(name);
    if (value != nullptr && value->as_string() == nullptr) wrong_kind(name, *value, "a string");
    return value ? value->as_string() : nullptr;
}

std::optional<std::int64_t> Reader::integer(std::string_view name) {
    const Value* value = take(name);
    if (value != nullptr && !value->as_integer()) wrong_kind(name, *value, "an integer");
    return value ? value->as_integer() : std::nullopt;
}

std::optional<bool> Reader::boolean(std::string_view name) {
    const Value* value = take(name);
    if (value != nullptr && !value->as_boolean()) wrong_kind(name, *value, "true or false");
    return value ? value->as_boolean() : std::nullopt;
}

std::vector<std::string> Reader::strings(std::string_view name) {
    const Value* value = take(name);
    if (value == nullptr) return {};
    auto strings = as_strings(*value);
    if (!strings) wrong_kind(name, *value, "an array of strings");
    return strings ? *std::move(strings) : std::vector<std::string>{};
}

const Table* Reader::table(std::string_view name) {
    const Value* value = take(name);
    if (value != nullptr && value->as_table() == nullptr) wrong_kind(name, *value, "a table");
    return value ? value->as_table() : nullptr;
}

std::vector<const Table*> Reader::tables(std::string_view name) {
    const Value* value = take(name);
    if (value == nullptr) return {};
    const Array* array = value->as_array();
    if (array == nullptr) {
        wrong_kind(name, *value, "an array of tables");
        return {};
    }
    std::vector<const Table*> tables;
    for (const Value& element : *array) {
        if (element.as_table() == nullptr) {
            wrong_kind(name, element, "an array of tables");
            return {};
        }
        tables.push_back(element.as_table());
    }
    return tables;
}

std::string Reader::required_string(std::string_view name) {
    const std::string* text = string(name);
    if (table_.find(name) == nullptr) missing(name);
    return text ? *text : std::string();
}

std::int64_t Reader::required_integer(std::string_view name) {
    const auto number = integer(name);
    if (table_.find(name) == nullptr) missing(name);
    return number.value_or(0);
}

base::Result<void, TextError> Reader::finish() const {
    if (error_) return *error_;
    for (const Member& member : table_.members()) {
        if (std::find(known_.begin(), known_.end(), member.name) != known_.end()) continue;
        return TextError{member.name_where,
                         fmt::format("unknown name '{}'", base::printable(member.name, 40)),
                         {}};
    }
    return {};
}

}  // namespace ptkt::toml
