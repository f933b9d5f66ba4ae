#ifndef PTKT_TOOLS_IMSCON_RECV_REPORTER_HPP
#define PTKT_TOOLS_IMSCON_RECV_REPORTER_HPP

#include "common/cli/io.hpp"
#include "tools/imscon-recv/log.hpp"
#include "tools/imscon-recv/options.hpp"
#include "tools/imscon-recv/outlet.hpp"
#include "tools/imscon-recv/record.hpp"

namespace ptkt::imscon_recv {

/// What this program tells: messages and events on standard output, lines for people on standard
/// error.
class Reporter {
  public:
    Reporter(cli::Io& io, const Options& options)
        : io_(io), options_(options), out_(io.out.fd(), io.out.name()), log_(io), news_(io) {}

    /// A message in the form that the options ask for.
    [[nodiscard]] std::string text_of(const Taken& taken) const {
        std::string text;
        append(text, taken, [] {});
        return text;
    }
    void message(const Taken& taken) {
        append(out_.pending_text(), taken, [this] { out_.relieve(); });
    }
    /// With `--output ndjson`: an object with the members of `more` behind `event time peer`.
    void event(std::string_view what, const net::Endpoint& peer, json::Json more);
    /// The same about no peer.
    void event(std::string_view what, json::Json more);
    /// What is out of the ordinary.
    void line(std::string_view text) { log_.line(text); }
    /// What `-v` asks for; its lines never crowd out the others.
    void news(std::string_view text) {
        if (options_.common.verbosity > 0) news_.line(text);
    }

    [[nodiscard]] Outlet& out() { return out_; }

  private:
    void append(std::string& out, const Taken& taken, const Relief& relief) const;

    cli::Io& io_;
    const Options& options_;
    Outlet out_;
    Log log_;
    Log news_;
};

}  // namespace ptkt::imscon_recv

#endif
