#include "common/formats/toml/document.hpp"

#include <algorithm>

namespace ptkt::toml {

Table::Table() = default;
Table::Table(const Table&) = default;
Table::Table(Table&&) noexcept = default;
Table& Table::operator=(const Table&) = default;
Table& Table::operator=(Table&&) noexcept = default;
Table::~Table() = default;

Table::Table(std::vector<Member> members) : members_(std::move(members)) {}

Table& Table::set(std::string_view name, Value value) {
    const auto same = std::find_if(members_.begin(), members_.end(),
                                   [&](const Member& member) { return member.name == name; });
    if (same != members_.end()) {
        same->value = std::move(value);
    } else {
        members_.push_back({std::string(name), {}, std::move(value)});
    }
    return *this;
}

const Value* Table::find(std::string_view name) const {
    for (const Member& member : members_)
        if (member.name == name) return &member.value;
    return nullptr;
}

const std::string* Table::string(std::string_view name) const {
    const Value* value = find(name);
    return value ? value->as_string() : nullptr;
}

std::optional<std::int64_t> Table::integer(std::string_view name) const {
    const Value* value = find(name);
    return value ? value->as_integer() : std::nullopt;
}

std::optional<bool> Table::boolean(std::string_view name) const {
    const Value* value = find(name);
    return value ? value->as_boolean() : std::nullopt;
}

const Table* Table::table(std::string_view name) const {
    const Value* value = find(name);
    return value ? value->as_table() : nullptr;
}

const Array* Table::array(std::string_view name) const {
    const Value* value = find(name);
    return value ? value->as_array() : nullptr;
}

std::optional<std::vector<std::string>> Table::strings(std::string_view name) const {
    const Value* value = find(name);
    return value ? as_strings(*value) : std::nullopt;
}

bool operator==(const Table& a, const Table& b) {
    if (a.members_.size() != b.members_.size()) return false;
    return std::all_of(a.members_.begin(), a.members_.end(), [&](const Member& member) {
        const Value* other = b.find(member.name);
        return other != nullptr && *other == member.value;
    });
}

std::optional<std::int64_t> Value::as_integer() const {
    const auto* value = std::get_if<std::int64_t>(&value_);
    return value ? std::optional(*value) : std::nullopt;
}

std::optional<bool> Value::as_boolean() const {
    const auto* value = std::get_if<bool>(&value_);
    return value ? std::optional(*value) : std::nullopt;
}

std::string_view Value::kind() const {
    constexpr std::string_view kKinds[] = {"a boolean", "an integer", "a string", "an array",
                                           "a table"};
    return kKinds[value_.index()];
}

Value strings_value(const std::vector<std::string>& strings) {
    return Array(strings.begin(), strings.end());
}

std::optional<std::vector<std::string>> as_strings(const Value& value) {
    const Array* array = value.as_array();
    if (array == nullptr) return std::nullopt;
    std::vector<std::string> strings;
    for (const Value& element : *array) {
        const std::string* text = element.as_string();
        if (text == nullptr) return std::nullopt;
        strings.push_back(*text);
    }
    return strings;
}

}  // namespace ptkt::toml
