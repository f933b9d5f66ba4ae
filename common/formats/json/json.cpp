#include "common/formats/json/json.hpp"

#include <tuple>

#include "common/formats/json/writer.hpp"

namespace ptkt::json {

Json& Json::set(std::string_view name, Json value) {
    // In two steps as far as objects of ours go: moving members costs more than making them.
    constexpr std::size_t kUsual = 8;
    constexpr std::size_t kMany = 24;
    auto& members = std::get<Object>(value_);
    if (members.empty()) members.reserve(kUsual);
    if (members.size() == kUsual) members.reserve(kMany);
    members.emplace_back(std::piecewise_construct, std::forward_as_tuple(name),
                         std::forward_as_tuple(std::move(value)));
    return *this;
}

Json& Json::set_all(Json object) {
    auto& others = std::get<Object>(object.value_);
    auto& own = std::get<Object>(value_);
    own.insert(own.end(), std::move_iterator(others.begin()), std::move_iterator(others.end()));
    return *this;
}

Json& Json::push(Json value) {
    std::get<Array>(value_).push_back(std::move(value));
    return *this;
}

std::optional<std::int64_t> Json::as_integer() const {
    const auto* integer = std::get_if<std::int64_t>(&value_);
    return integer ? std::optional(*integer) : std::nullopt;
}

std::optional<bool> Json::as_bool() const {
    const auto* truth = std::get_if<bool>(&value_);
    return truth ? std::optional(*truth) : std::nullopt;
}

const Json* Json::find(std::string_view name) const {
    const auto* members = as_object();
    if (members == nullptr) return nullptr;
    for (const auto& [key, value] : *members)
        if (key == name) return &value;
    return nullptr;
}

void Json::write_to(Writer& out) const {
    if (is_null()) {
        out.null();
    } else if (const auto* truth = std::get_if<bool>(&value_)) {
        out.boolean(*truth);
    } else if (const auto* integer = std::get_if<std::int64_t>(&value_)) {
        out.integer(*integer);
    } else if (const auto* real = std::get_if<double>(&value_)) {
        out.real(*real);
    } else if (const auto* text = as_string()) {
        out.string(*text);
    } else if (const auto* elements = as_array()) {
        out.begin_array();
        for (const Json& element : *elements)
            element.write_to(out);
        out.end_array();
    } else if (const auto* members = as_object()) {
        out.begin_object();
        for (const auto& [name, value] : *members) {
            out.name(name);
            value.write_to(out);
        }
        out.end_object();
    }
}

std::string Json::dump() const {
    std::string out;
    Writer writer(out);
    write_to(writer);
    writer.flush();
    return out;
}

std::string Json::bare() const {
    if (const auto* text = as_string()) return *text;
    return is_null() ? std::string() : dump();
}

}  // namespace ptkt::json
