#ifndef PTKT_RACF_STORE_TEXT_PROFILE_TEXT_HPP
#define PTKT_RACF_STORE_TEXT_PROFILE_TEXT_HPP

#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/text/source_text.hpp"
#include "common/racf/model/dynamic_classes.hpp"
#include "common/racf/model/group.hpp"
#include "common/racf/model/options.hpp"
#include "common/racf/model/resource.hpp"
#include "common/racf/model/user.hpp"

/// Profiles as TOML texts, one a file, and back. What has its default value is not written; what is
/// not known is an error with its place, so that a mistyped member never passes for an absent one.
namespace ptkt::store {

template <typename T>
using Parsed = base::Result<T, base::TextError>;

[[nodiscard]] base::Result<std::string> print_user(const racf::User& user);
[[nodiscard]] Parsed<racf::User> parse_user(std::string_view text);

[[nodiscard]] base::Result<std::string> print_group(const racf::Group& group);
[[nodiscard]] Parsed<racf::Group> parse_group(std::string_view text);

[[nodiscard]] base::Result<std::string> print_resource(const racf::Resource& resource);
[[nodiscard]] Parsed<racf::Resource> parse_resource(std::string_view text);

[[nodiscard]] base::Result<std::string> print_options(const racf::Options& options);
[[nodiscard]] Parsed<racf::Options> parse_options(std::string_view text);
/// The dynamic classes that options define in error, and that are not there for it.
[[nodiscard]] std::vector<racf::WrongDefinition> classes_left_out(std::string_view text);

}  // namespace ptkt::store

#endif
