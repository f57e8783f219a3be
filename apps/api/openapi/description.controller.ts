import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Open } from '../http/roles.guard';
import { ApiDescription } from './api-description';

@Controller()
export class DescriptionController {
  constructor(private readonly description: ApiDescription) {}

  @Get('openapi.json')
  @Open()
  describe() {
    return this.description.document;
  }

  /** Whoever opens the program's address in a browser is told what can be asked of it. */
  @Get()
  @Open()
  entry(@Res() reply: FastifyReply): Promise<void> {
    return this.page(reply);
  }

  /** Nothing of it comes from elsewhere, and nothing in it runs. */
  @Get('docs')
  @Open()
  async page(@Res() reply: FastifyReply): Promise<void> {
    const { html, styleHash } = this.description.page;
    await reply
      .header('Content-Type', 'text/html; charset=utf-8')
      .header(
        'Content-Security-Policy',
        `default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      )
      .send(html);
  }
}
