#ifndef PTKT_FORMATS_JSON_FAULT_HPP
#define PTKT_FORMATS_JSON_FAULT_HPP

#include <cstddef>
#include <string_view>

#include "common/base/text/source_text.hpp"

/// The parser says where it stopped, and little of why. Here the fault gets its name and its exact
/// place, from what stands there and from what came last.
namespace ptkt::json {

enum class Last { Nothing, Opening, Name, Value };
enum class Within { Nothing, Object, Array };
/// What made us stop the parser, if we did.
enum class Stopped { No, NameStandsTwice, NumberOutOfRange, TooDeep };

/// What the parser had read when it stopped.
struct Standing {
    Last last = Last::Nothing;
    Within within = Within::Nothing;
    bool is_deepest = false;  ///< no value may come here
    Stopped stopped = Stopped::No;
};

/// The fault of a text that is JSON up to somewhere before `at`, where the parser stopped.
[[nodiscard]] base::TextError fault_at(std::string_view text, std::size_t at,
                                       const Standing& standing);

}  // namespace ptkt::json

#endif
