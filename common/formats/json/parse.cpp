// The only place that knows Boost.JSON. It was chosen among the three that Debian 12 has: it is
// kept up (RapidJSON has had no release since 2016, and Debian's has known faults in reading
// numbers), it reads a line of a message in half the time of nlohmann-json, and a file that
// includes it compiles in 2 seconds rather than 5.
#include <charconv>
#include <limits>

#include "common/formats/json/fault.hpp"
#include "common/formats/json/json.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#include <boost/json/basic_parser_impl.hpp>
#pragma GCC diagnostic pop

namespace ptkt::json {

namespace {

using boost::json::error;
using boost::json::error_code;

constexpr std::size_t kDeepest = 64;

/// Makes our tree of what the parser meets, and says where it stands when the parser stops. Its
/// functions have the names and the parameters that the parser calls for.
class Builder {
  public:
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = max_object_size;
    static constexpr std::size_t max_key_size = max_object_size;
    static constexpr std::size_t max_string_size = max_object_size;

    bool on_document_begin(error_code& /*why*/) { return true; }
    bool on_document_end(error_code& /*why*/) { return true; }
    bool on_object_begin(error_code& why) { return open(Json::object(), why); }
    bool on_array_begin(error_code& why) { return open(Json::array(), why); }
    bool on_object_end(std::size_t /*count*/, error_code& why) { return close(why); }
    bool on_array_end(std::size_t /*count*/, error_code& why) { return close(why); }
    bool on_key_part(std::string_view part, std::size_t /*total*/, error_code& /*why*/) {
        text_ += part;
        return true;
    }
    bool on_key(std::string_view part, std::size_t /*total*/, error_code& why) {
        text_ += part;
        if (open_.back().find(text_) != nullptr) return stop(Stopped::NameStandsTwice, why);
        names_.push_back(std::exchange(text_, {}));
        last_ = Last::Name;
        return true;
    }
    bool on_string_part(std::string_view part, std::size_t /*total*/, error_code& /*why*/) {
        text_ += part;
        return true;
    }
    bool on_string(std::string_view part, std::size_t /*total*/, error_code& why) {
        text_ += part;
        return add(std::exchange(text_, {}), why);
    }
    bool on_number_part(std::string_view part, error_code& /*why*/) {
        text_ += part;
        return true;
    }
    bool on_int64(std::int64_t /*value*/, std::string_view part, error_code& why) {
        return number(part, why);
    }
    bool on_uint64(std::uint64_t /*value*/, std::string_view part, error_code& why) {
        return number(part, why);
    }
    bool on_double(double /*value*/, std::string_view part, error_code& why) {
        return number(part, why);
    }
    bool on_bool(bool value, error_code& why) { return add(value, why); }
    bool on_null(error_code& why) { return add({}, why); }
    bool on_comment_part(std::string_view /*part*/, error_code& /*why*/) { return true; }
    bool on_comment(std::string_view /*part*/, error_code& /*why*/) { return true; }

    [[nodiscard]] Json take() { return std::move(root_); }
    [[nodiscard]] Standing standing() const {
        const bool in_object = !open_.empty() && open_.back().as_object() != nullptr;
        return {last_,
                open_.empty() ? Within::Nothing
                : in_object   ? Within::Object
                              : Within::Array,
                open_.size() > kDeepest, stopped_};
    }

  private:
    bool stop(Stopped stopped, error_code& why) {
        stopped_ = stopped;
        why = error::exception;
        return false;
    }

    /// A number is read from its text: an integer to the last digit, another one rounded right.
    bool number(std::string_view part, error_code& why) {
        const std::string text = std::exchange(text_, {}).append(part);
        const char* const end = text.data() + text.size();
        std::int64_t exact = 0;
        const auto whole = std::from_chars(text.data(), end, exact);
        if (whole.ec == std::errc() && whole.ptr == end) return add(exact, why);
        double rounded = 0;
        if (std::from_chars(text.data(), end, rounded).ec != std::errc())
            return stop(Stopped::NumberOutOfRange, why);
        return add(rounded, why);
    }

    bool open(Json empty, error_code& why) {
        if (open_.size() > kDeepest) return stop(Stopped::TooDeep, why);
        open_.push_back(std::move(empty));
        last_ = Last::Opening;
        return true;
    }

    bool close(error_code& why) {
        Json whole = std::move(open_.back());
        open_.pop_back();
        return add(std::move(whole), why);
    }

    bool add(Json value, error_code& why) {
        if (open_.size() > kDeepest) return stop(Stopped::TooDeep, why);
        last_ = Last::Value;
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (open_.back().as_array() != nullptr) {
            open_.back().push(std::move(value));
        } else {
            open_.back().set(std::move(names_.back()), std::move(value));
            names_.pop_back();
        }
        return true;
    }

    Json root_;
    std::vector<Json> open_;          ///< objects and arrays that have not ended
    std::vector<std::string> names_;  ///< of members whose values have not ended
    std::string text_;                ///< what has come of a string, a name or a number
    Last last_ = Last::Nothing;
    Stopped stopped_ = Stopped::No;
};

}  // namespace

base::Result<Json, base::TextError> parse_json(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = kDeepest + 2;  // beyond ours, which is met first
    boost::json::basic_parser<Builder> parser(options);
    error_code why;
    const std::size_t at = parser.write_some(false, text.data(), text.size(), why);
    if (!why && at == text.size()) return parser.handler().take();
    Standing standing = parser.handler().standing();
    if (why == error::exponent_overflow) standing.stopped = Stopped::NumberOutOfRange;
    return fault_at(text, at, standing);
}

}  // namespace ptkt::json
