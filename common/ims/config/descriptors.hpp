#ifndef PTKT_IMS_CONFIG_DESCRIPTORS_HPP
#define PTKT_IMS_CONFIG_DESCRIPTORS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/ims/config/config.hpp"

/// The DFSYDTx member of the IMS PROCLIB data set: where OTMA sends what applications write to a
/// destination. A record with D in column 1 is (part of) a destination descriptor, one with M an
/// OTMA client descriptor. Keywords and values are those of the topics "OTMA destination descriptor
/// syntax and parameters" and "UPDATE OTMADESC command".
namespace ptkt::ims_config {

/// A destination descriptor of TYPE=IMSCON: IMS Connect has the message, and with RMTIMSCON sends
/// it to another IMS Connect.
struct Destination {
    std::string name;  ///< may end with `*`, for all names that begin so
    std::string type;
    std::string tmember;  ///< XCF member name of the IMS Connect, or the super member's name
    bool smem = false;    ///< TMEMBER is a super member: several IMS Connects in turn
    std::optional<std::string> tpipe;
    std::vector<std::string> rmtimscons;  ///< IMS takes one; several are an extension of ours
    std::optional<std::string> rmtims;    ///< the data store at the other side
    std::optional<std::string> rmttran;   ///< goes before the data, whatever these begin with
    std::optional<std::string> userid;    ///< of the message, instead of the application's user
    std::optional<std::string> adapter;
    std::optional<std::string> convrtr;
    std::optional<std::string> rmtsec;
    std::optional<std::uint32_t> syntimer;
    bool exit = false;
    bool synctp = false;
    bool sendaltp = false;
    Places places;
};

/// A descriptor that is known by name and not read: of another TYPE, or of an OTMA client.
struct OtherDescriptor {
    std::string name;
    std::string what;  ///< `TYPE=MQSERIES`, `an OTMA client descriptor`
};

struct Descriptors {
    std::vector<Destination> destinations;
    std::vector<OtherDescriptor> others;
};

struct ParsedDescriptors {
    std::optional<Descriptors> descriptors;  ///< absent when there is any Error
    std::vector<Diagnostic> diagnostics;
};

/// Reads and checks a member, and reports everything that it finds, in the order of the text.
[[nodiscard]] ParsedDescriptors parse_descriptors(std::string_view text);

/// The descriptor with this name, or else the longest that ends with `*` and covers it, or nullptr.
[[nodiscard]] const Destination* find_destination(const Descriptors& descriptors,
                                                  std::string_view name);

/// The same for those that are not read.
[[nodiscard]] const OtherDescriptor* find_other(const Descriptors& descriptors,
                                                std::string_view name);

}  // namespace ptkt::ims_config

#endif
