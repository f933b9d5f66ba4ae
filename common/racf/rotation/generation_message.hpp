#ifndef PTKT_RACF_ROTATION_GENERATION_MESSAGE_HPP
#define PTKT_RACF_ROTATION_GENERATION_MESSAGE_HPP

#include <optional>
#include <string>
#include <string_view>

#include "common/base/secret.hpp"
#include "common/base/time.hpp"
#include "common/files/files.hpp"

/// What lies in the directory of a publication, by name and as text: an archive and the messages of
/// a generation, and what receivers report.
namespace ptkt::rotation {

/// `NUMBER.archive`: the files of a generation, encrypted.
[[nodiscard]] files::Path archive_path(const files::Path& directory, std::int64_t number);
/// `NUMBER.KEY.cms`: the message to one receiver, by the id of its key pair.
[[nodiscard]] files::Path message_path(const files::Path& directory, std::int64_t number,
                                       const std::string& key_id);
/// `KEY.adopted`: what one receiver reports.
[[nodiscard]] files::Path report_path(const files::Path& directory, const std::string& key_id);

/// No generation has a greater number.
inline constexpr std::int64_t kLargestNumber = 1'000'000'000'000;

/// A generation in a directory, by its number.
struct Found {
    std::int64_t number = 0;  ///< 0: there is none
    files::Path file;         ///< that has it in its name
};
/// The newest generation with a message for a key pair; of any, without one.
[[nodiscard]] base::Result<Found> newest_generation(const files::Path& directory,
                                                    const std::string* key_id);
/// Removes the generations before this one.
[[nodiscard]] base::Status remove_older(const files::Path& directory, std::int64_t number);

/// What the message to a receiver says.
struct GenerationMessage {
    std::int64_t number = 0;
    base::Instant made{};
    std::string recipient;  ///< the id of its key pair
    std::string signer;     ///< that of the publisher's
    std::string digest;     ///< SHA-512 of the archive
    base::Secret archive_key;
    base::Secret transport_key;  ///< what the keys in the archive are sealed under
    std::string report;          ///< what the receiver reports when it has adopted the generation
};
[[nodiscard]] base::Secret print_message(const GenerationMessage& message);
[[nodiscard]] std::optional<GenerationMessage> parse_message(std::string_view text);

/// That a receiver has adopted a generation.
struct AdoptionReport {
    std::int64_t number = 0;
    base::Instant adopted{};
    std::string report;
};
[[nodiscard]] std::string print_report(const AdoptionReport& report);
[[nodiscard]] std::optional<AdoptionReport> parse_report(std::string_view text);

}  // namespace ptkt::rotation

#endif
