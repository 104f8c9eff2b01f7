package harness

/** `docker`: containers cannot be had here, so the body runs on the agent, and the image is noted. */
class Docker {

    private final Build build

    Docker(Build build) {
        this.build = build
    }

    Object image(String name) {
        Build build = this.build
        return new Expando(inside: { Object... given ->
            build.context.here()
            build.announce("docker.image(${name}).inside")
            build.page.images.add(name)
            (given.last() as Closure).call()
        })
    }

}
